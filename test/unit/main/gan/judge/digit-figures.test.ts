import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitFigures } from '../../../../../src/main/gan/judge/digit-figures';

/** Each sample is one digit with one probability; the other nine share the rest. */
function probabilitiesOf(samples: readonly { readonly digit: number; readonly confidence: number }[]): Float32Array {
  return Float32Array.from(
    samples.flatMap(({ digit, confidence }) =>
      Array.from({ length: 10 }, (_, column) => (column === digit ? confidence : (1 - confidence) / 9)),
    ),
  );
}

const sampleArbitrary = fc.record({
  digit: fc.integer({ min: 0, max: 9 }),
  confidence: fc.double({ min: 0.2, max: 1, noNaN: true }),
});

describe('digit figures', () => {
  it('count each sample for its most probable digit', () => {
    fc.assert(
      fc.property(fc.array(sampleArbitrary, { minLength: 1, maxLength: 60 }), (samples) => {
        const { digitCounts } = digitFigures(probabilitiesOf(samples));
        for (const [digit, count] of digitCounts.entries()) {
          expect(count).toBe(samples.filter((sample) => sample.digit === digit).length);
        }
      }),
    );
  });

  it('do not depend on the order of the samples', () => {
    fc.assert(
      fc.property(fc.array(sampleArbitrary, { minLength: 1, maxLength: 60 }), (samples) => {
        const forwards = digitFigures(probabilitiesOf(samples));
        const backwards = digitFigures(probabilitiesOf(samples.toReversed()));
        expect(backwards.digitCounts).toEqual(forwards.digitCounts);
        expect(backwards.coverage).toBe(forwards.coverage);
        expect(backwards.confidentShare).toBe(forwards.confidentShare);
        expect(backwards.meanConfidence).toBeCloseTo(forwards.meanConfidence, 10);
      }),
    );
  });

  it('cover a digit from a fiftieth of the samples on', () => {
    const samples = (rare: number): Float32Array =>
      probabilitiesOf(Array.from({ length: 350 }, (_, index) => ({ digit: index < rare ? 3 : 8, confidence: 1 })));
    expect(digitFigures(samples(7)).coverage).toBe(2);
    expect(digitFigures(samples(6)).coverage).toBe(1);
  });

  it('say the highest entropy where all ten digits are alike and none where there is one digit', () => {
    const even = Array.from({ length: 50 }, (_, index) => ({ digit: index % 10, confidence: 1 }));
    expect(digitFigures(probabilitiesOf(even)).digitEntropy).toBeCloseTo(Math.log(10), 12);
    expect(digitFigures(probabilitiesOf(even)).coverage).toBe(10);
    expect(digitFigures(probabilitiesOf([{ digit: 4, confidence: 1 }])).digitEntropy).toBe(0);
  });

  it('average the confidence and count the confident samples', () => {
    const figures = digitFigures(
      probabilitiesOf([
        { digit: 0, confidence: 0.5 },
        { digit: 1, confidence: 0.75 },
        { digit: 2, confidence: 1 },
        { digit: 3, confidence: 1 },
      ]),
    );
    expect(figures.meanConfidence).toBeCloseTo(0.8125, 6);
    expect(figures.confidentShare).toBe(0.5);
  });

  it('refuse numbers that are not rows of ten', () => {
    expect(() => digitFigures(new Float32Array(11))).toThrow('rows of 10');
    expect(() => digitFigures(new Float32Array(0))).toThrow('rows of 10');
  });
});
