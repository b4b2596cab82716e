/** What a classifier makes of a set of samples. */
export interface DigitFigures {
  /** Samples taken for each digit, 0 to 9; a sample counts for its most probable digit. */
  readonly digitCounts: readonly number[];
  /** How many of the ten digits make up at least `coverageShare` of the samples. */
  readonly coverage: number;
  /** Mean probability of the most probable digit. 0.1 to 1. */
  readonly meanConfidence: number;
  /** Share of samples whose most probable digit has a probability of at least `confidentProbability`. 0 to 1. */
  readonly confidentShare: number;
  /** Entropy of the digit counts. Nats; 0 = one digit only, ln 10 = 2.303 = all ten alike. */
  readonly digitEntropy: number;
}

export const digitCount = 10;

/** A digit counts as covered from this share of the samples on: a fifth of its fair share. */
export const coverageShare = 0.02;

/** A sample counts as confidently recognised from this probability on. */
export const confidentProbability = 0.9;

/** @param probabilities [count, 10] in row-major order, each row summing to 1; at least one row */
export function digitFigures(probabilities: Float32Array): DigitFigures {
  const count = probabilities.length / digitCount;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`${probabilities.length} numbers are not rows of ${digitCount} probabilities.`);
  }
  const digitCounts = new Array<number>(digitCount).fill(0);
  let confidence = 0;
  let confident = 0;
  for (let start = 0; start < probabilities.length; start += digitCount) {
    const row = probabilities.subarray(start, start + digitCount);
    const highest = Math.max(...row);
    const digit = row.indexOf(highest);
    digitCounts[digit] = (digitCounts[digit] ?? 0) + 1;
    confidence += highest;
    if (highest >= confidentProbability) confident++;
  }
  return {
    digitCounts,
    coverage: digitCounts.filter((found) => found / count >= coverageShare).length,
    meanConfidence: confidence / count,
    confidentShare: confident / count,
    digitEntropy: entropyOf(digitCounts.map((found) => found / count)),
  };
}

function entropyOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share === 0 ? sum : sum - share * Math.log(share)), 0);
}
