import type { StepMetrics } from '../../shared/run';

export interface ThinnedMetrics {
  add(line: StepMetrics): void;
  /** In order, at most the maximum, the newest line last. */
  points(): readonly StepMetrics[];
}

/**
 * Keeps a bounded picture of a stream of unknown length: each point stands for equally many lines and is the last of
 * them. Where the generator rested in that one, the point carries the latest generator loss of its own lines.
 *
 * @param maximum an even number, at least 2
 */
export function thinMetrics(maximum: number): ThinnedMetrics {
  if (maximum < 2 || maximum % 2 !== 0) throw new RangeError(`${maximum} points cannot be merged in pairs.`);
  let points: StepMetrics[] = [];
  let linesPerPoint = 1;
  let linesInLast = 0;

  return {
    add(line) {
      const last = points.at(-1);
      if (last && linesInLast < linesPerPoint) {
        points[points.length - 1] = merge(last, line);
        linesInLast++;
        return;
      }
      if (points.length === maximum) {
        points = mergePairs(points);
        linesPerPoint *= 2;
      }
      points.push(line);
      linesInLast = 1;
    },
    points: () => points,
  };
}

/** @param points an even number of them */
function mergePairs(points: readonly StepMetrics[]): StepMetrics[] {
  const merged: StepMetrics[] = [];
  for (let index = 0; index < points.length; index += 2) {
    merged.push(merge(points[index] as StepMetrics, points[index + 1] as StepMetrics));
  }
  return merged;
}

function merge(earlier: StepMetrics, later: StepMetrics): StepMetrics {
  const { generatorLoss, generatorGradientNorm } = earlier;
  if (later.generatorLoss !== undefined || generatorLoss === undefined) return later;
  return { ...later, generatorLoss, ...(generatorGradientNorm === undefined ? {} : { generatorGradientNorm }) };
}
