import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CurveTable } from '../../../../src/shared/curve-table';
import { sheetVariety } from '../../../../src/shared/health/collapse';
import { judgeRun, type Health, type RunSigns } from '../../../../src/shared/health/judge-run';
import { findMoments } from '../../../../src/shared/health/moments';
import { remedyNames, tryRemedy } from '../../../../src/shared/health/remedies';
import { presets } from '../../../../src/shared/presets';
import { randomStreams, uniformNumbers } from '../../../../src/shared/random';
import { recipeSchema } from '../../../../src/shared/recipe';
import type { StepMetrics } from '../../../../src/shared/run';
import { metricsOf } from '../../../new-run';

function curvesOf(steps: number, changes: (step: number) => Partial<StepMetrics>): CurveTable {
  const table = new CurveTable(1);
  for (let step = 1; step <= steps; step++) table.add(metricsOf(step, changes(step)));
  return table;
}

function judge(curves: CurveTable, more: Partial<RunSigns> = {}): Health {
  return judgeRun({ curves, objective: { kind: 'nonSaturating' }, variety: null, divergedBecause: null, ...more });
}

const kindsOf = ({ findings }: Health): readonly string[] => findings.map(({ kind }) => kind);

test('nothing is said of a run that has hardly begun, whatever its numbers', () => {
  const number = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), number, number, (steps, realProbability, fakeProbability) => {
      const found = judge(curvesOf(steps, () => ({ realProbability, fakeProbability })));
      expect(found).toEqual({ verdict: 'unknown', findings: [], remedies: [] });
    }),
  );
});

test('two networks that guess are healthy', () => {
  const found = judge(curvesOf(200, () => ({ realProbability: 0.6, fakeProbability: 0.4 })));
  expect(found.verdict).toBe('healthy');
  expect(found.remedies).toEqual([]);
});

test('the surer the discriminator, the graver the verdict, and never the other way round', () => {
  const gravity = { generatorWins: 0, balanced: 1, discriminatorAhead: 2, discriminatorWins: 3 } as const;
  const of = (share: number): number => {
    const curves = curvesOf(100, () => ({ realProbability: share, fakeProbability: 1 - share }));
    const kind = kindsOf(judge(curves)).find((found) => found in gravity) as keyof typeof gravity;
    return gravity[kind];
  };
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, (a, b) => {
      expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)));
    }),
  );
  expect([of(0.3), of(0.6), of(0.74), of(0.8), of(0.94), of(0.99)]).toEqual([0, 1, 1, 2, 2, 3]);
});

test('a lead that stays is worth a remedy; one that melts is only told, and neither is called healthy', () => {
  const withShare = (shareAt: (step: number) => number): Health =>
    judge(curvesOf(200, (step) => ({ realProbability: shareAt(step), fakeProbability: 1 - shareAt(step) })));
  const stays = withShare(() => 0.85);
  expect(stays.verdict).toBe('discriminatorAhead');
  expect(stays.remedies).toEqual(['lowerDiscriminatorRate', 'smoothLabels', 'wasserstein']);
  const melts = withShare((step) => 0.99 - step / 1000);
  expect(melts.verdict).toBe('discriminatorAhead');
  expect(melts.remedies).toEqual([]);
  const grows = withShare((step) => 0.6 + step / 700);
  expect(grows.remedies[0]).toBe('lowerDiscriminatorRate');
});

test('the tutorial’s own end, D(x) .67 to .74 and D(G(z)) .27 to .35, is healthy', () => {
  const beliefs = fc.tuple(
    fc.double({ min: 0.67, max: 0.74, noNaN: true }),
    fc.double({ min: 0.27, max: 0.35, noNaN: true }),
  );
  fc.assert(
    fc.property(beliefs, ([realProbability, fakeProbability]) => {
      expect(judge(curvesOf(100, () => ({ realProbability, fakeProbability }))).verdict).toBe('healthy');
    }),
  );
});

test('losses jump or settle whatever their scale', () => {
  const shapes = { lossesJump: (step: number) => (step % 2 === 0 ? 1 : 3), lossesSettled: () => 2 } as const;
  for (const [kind, shape] of Object.entries(shapes)) {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (scale) => {
        const curves = curvesOf(100, (step) => ({
          discriminatorLoss: scale * shape(step),
          generatorLoss: scale * shape(step),
        }));
        expect(kindsOf(judge(curves))).toContain(kind);
      }),
    );
  }
});

test('a critic’s numbers are no probabilities: nobody is said to win', () => {
  const curves = curvesOf(100, () => ({ realProbability: 1, fakeProbability: 0, discriminatorLoss: -40 }));
  const found = kindsOf(judge(curves, { objective: { kind: 'wasserstein' } }));
  expect(found).not.toContain('discriminatorWins');
  expect(found).not.toContain('saturated');
});

test('gradients a hundred times their usual length are told before anything becomes infinite', () => {
  const curves = curvesOf(200, (step) => {
    const length = step > 190 ? 500 : 1;
    return { generatorGradientNorm: length, discriminatorGradientNorm: 1 };
  });
  const found = judge(curves);
  expect(found.verdict).toBe('gradientsLarge');
  expect(found.remedies[0]).toBe('clipGradients');
});

test('a run that diverged says so first', () => {
  const reason = 'Training stopped at step 71: generatorLoss became NaN.';
  const found = judge(
    curvesOf(70, () => ({})),
    { divergedBecause: reason },
  );
  expect(found.verdict).toBe('diverged');
  expect(found.findings[0]?.evidence).toEqual({ step: 71 });
});

test('images that differ are no collapse; the same image again and again is one', () => {
  const size = 64;
  const differing = Uint8Array.from(
    uniformNumbers({ seed: 1, stream: randomStreams.shuffle, step: 0 }, 64 * size, 0, 256),
  );
  const same = Uint8Array.from({ length: 64 * size }, (_, index) => ((index % size) * 37) % 251);
  expect(sheetVariety(differing, size, 64).alike).toBe(0);
  expect(sheetVariety(same, size, 64).alike).toBe(64);
  // before the generator has learnt anything its images are all alike
  expect(
    kindsOf(
      judge(
        curvesOf(100, () => ({})),
        { variety: sheetVariety(same, size, 64) },
      ),
    ),
  ).not.toContain('collapsed');
  const curves = curvesOf(400, () => ({}));
  expect(judge(curves, { variety: sheetVariety(same, size, 64) }).verdict).toBe('collapsed');
  // brighter or darker copies are copies; plain black is no image yet
  const dimmed = same.map((value, index) => (index < size * 32 ? value : value / 2));
  expect(sheetVariety(dimmed, size, 64).alike).toBe(64);
  expect(sheetVariety(new Uint8Array(64 * size), size, 64).alike).toBe(0);
});

test('every remedy makes a valid recipe of every preset that it changes, and is not offered twice', () => {
  for (const recipe of presets) {
    for (const name of remedyNames) {
      const remedy = tryRemedy(name, recipe);
      if (!remedy) continue;
      expect(recipeSchema.safeParse(remedy.recipe).success).toBe(true);
      expect(remedy.recipe).not.toEqual(recipe);
      const isOnce = ['clipGradients', 'smoothLabels', 'clampProbability', 'wasserstein'].includes(name);
      if (isOnce) expect(tryRemedy(name, remedy.recipe), `${name} on ${recipe.preset}`).toBeNull();
    }
  }
});

test('the turn of a run is where the discriminator was surest before it lost ground', () => {
  const curves = curvesOf(200, (step) => {
    const share = step < 80 ? 0.5 + step / 200 : 0.9 - (step - 80) / 300;
    return { realProbability: share, fakeProbability: 1 - share };
  });
  const [turn, even] = findMoments(curves);
  expect(turn?.kind).toBe('catchesUp');
  expect(Math.abs((turn?.step ?? 0) - 80)).toBeLessThan(8);
  expect(even?.kind).toBe('even');
  expect(findMoments(curvesOf(200, () => ({ realProbability: 0.9, fakeProbability: 0.1 })))).toEqual([]);
});
