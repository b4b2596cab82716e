import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTurnTaking, type Turns } from '../../../../src/main/trainer/turn-taking';
import { turnStateSchema, type TurnsSpec } from '../../../../src/shared/turns-spec';

const ofDiscriminator = { realProbability: 0.5, fakeProbability: 0.5, discriminatorGradientNorm: 1 };

/** Turns that note who moved; losses as given, the last one again and again. */
function noteTurns(discriminatorLosses: readonly number[], generatorLosses: readonly number[] = [1]) {
  const moved: string[] = [];
  const next = (losses: readonly number[], name: string): number => {
    moved.push(name);
    const turns = moved.filter((who) => who === name).length;
    return losses[Math.min(turns, losses.length) - 1] ?? Number.NaN;
  };
  const turns: Turns = {
    discriminator: () => ({ ...ofDiscriminator, discriminatorLoss: next(discriminatorLosses, 'D') }),
    both: () => ({ ...ofDiscriminator, discriminatorLoss: next(discriminatorLosses, 'DG') }),
    generator: () => ({ generatorLoss: next(generatorLosses, 'G'), generatorGradientNorm: 1 }),
  };
  return { moved, turns };
}

function take(spec: TurnsSpec, steps: number, turns: Turns, stepsAnEpoch = 1000) {
  const taking = createTurnTaking(spec);
  return Array.from({ length: steps }, (_, index) => taking.take(index + 1, index / stepsAnEpoch, turns));
}

test('with one discriminator step for one of the generator both move in every step', () => {
  const { moved, turns } = noteTurns([1]);
  take({ kind: 'fixed', discriminatorSteps: 1 }, 3, turns);
  expect(moved).toEqual(['DG', 'DG', 'DG']);
});

test('with three for one the generator moves in every third step', () => {
  const { moved, turns } = noteTurns([1]);
  take({ kind: 'fixed', discriminatorSteps: 3 }, 7, turns);
  expect(moved).toEqual(['D', 'D', 'DG', 'D', 'D', 'DG', 'D']);
  expect(createTurnTaking({ kind: 'fixed', discriminatorSteps: 3 }).entries).toEqual(['both', 'discriminator']);
});

describe('the adaptive schedule', () => {
  const spec: TurnsSpec = {
    kind: 'adaptive',
    lossLimit: 1.75,
    generatorLossLimit: 0.1,
    mostGeneratorSteps: 20,
    restFactor: 6,
  };

  test('lets the generator rest for 1 + floor(6 · |its last loss|) steps', () => {
    const { moved, turns } = noteTurns([1], [-0.4]);
    // 1 + floor(2.4) = 3
    take(spec, 9, turns);
    expect(moved.join('')).toBe('DGDDDDGDDDDG');
  });

  test('lets it move again and again while its loss is small', () => {
    const { moved, turns } = noteTurns([1], [-0.01, 0.05, -0.09, -0.1]);
    take(spec, 1, turns);
    expect(moved.join('')).toBe('DGGGG');
  });

  test('never more often than the limit', () => {
    const { moved, turns } = noteTurns([1], [0]);
    const [numbers] = take(spec, 1, turns);
    expect(moved).toHaveLength(1 + 20);
    expect(numbers?.generatorLoss).toBe(0);
  });

  test('rests while the epoch’s mean loss of the discriminator is too high, and forgets it with the epoch', () => {
    const { moved, turns } = noteTurns([5, 1, 1, 1, 1], [1e9]);
    const numbers = take(spec, 4, turns, 2);
    // means: 5, 3 | 1, 1
    expect(moved.join('')).toBe('DDDGD');
    expect(numbers.map(({ generatorLoss }) => generatorLoss)).toEqual([undefined, undefined, 1e9, undefined]);
  });

  test('goes on from where a checkpoint left it as if it had never stopped', () => {
    const losses = fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(losses, losses, fc.integer({ min: 0, max: 30 }), (ofD, ofG, stop) => {
        const whole = noteTurns(ofD, ofG);
        take(spec, 30, whole.turns, 10);
        const parts = noteTurns(ofD, ofG);
        const before = createTurnTaking(spec);
        for (let step = 1; step <= stop; step++) before.take(step, (step - 1) / 10, parts.turns);
        const kept = turnStateSchema.parse(JSON.parse(JSON.stringify(before.state())));
        const after = createTurnTaking(spec, kept);
        for (let step = stop + 1; step <= 30; step++) after.take(step, (step - 1) / 10, parts.turns);
        expect(parts.moved).toEqual(whole.moved);
      }),
    );
  });
});
