import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { dcgan28 } from '../../src/shared/presets/dcgan-28';
import { dcgan64 } from '../../src/shared/presets/dcgan-64';
import { mlpTutorial } from '../../src/shared/presets/mlp-tutorial';
import { quickDigits } from '../../src/shared/presets/quick-digits';
import type { Recipe } from '../../src/shared/recipe';
import { buildFixture } from '../build-fixture';
import { startContender, type Contender } from './contender';
import type { Figure } from './figure';
import { findTorch } from './find-torch';
import { measureGemmPeak } from './gemm-peak';
import { multiplications } from './step-work';

interface Comparison {
  readonly name: string;
  readonly recipe: Recipe;
  /** Steps of one round. */
  readonly steps: number;
  /** Ratio to the better of PyTorch's layouts in float32 that is aimed at. */
  readonly goal?: string;
}

const comparisons: readonly Comparison[] = [
  { name: 'mlp-tutorial, batch 100', recipe: mlpTutorial, steps: 200, goal: 'at least 1.5' },
  { name: 'quick-digits, batch 32', recipe: quickDigits, steps: 60 },
  { name: 'dcgan-28, batch 64', recipe: dcgan28, steps: 15, goal: 'at least 1.2' },
  { name: 'dcgan-64, d = 64, batch 64', recipe: withBatch(dcgan64({ width: 64 }), 64), steps: 4, goal: 'at least 1.2' },
  { name: 'dcgan-64, d = 128, batch 128', recipe: dcgan64(), steps: 1 },
];

function withBatch(recipe: Recipe, batchSize: number): Recipe {
  return { ...recipe, schedule: { ...recipe.schedule, batchSize } };
}

/**
 * Runs each recipe in every way by turns, each in a process of its own, several rounds, and takes the best round of each:
 * whatever else the machine does takes time away and never adds any.
 *
 * @param mixed also in mixed precision, and PyTorch in bfloat16 autocast
 * @param only part of the names of the recipes to compare
 */
export async function compareWithPyTorch(
  folder: string,
  rounds: number,
  mixed: boolean,
  only = '',
): Promise<{ readonly figures: readonly Figure[]; readonly torch: string }> {
  await startTensorFlow({ backend: 'tensorflow' });
  const python = await findTorch();
  const peak = measureGemmPeak();
  const figures: Figure[] = [{ name: 'largest matrix product', unit: 'Gmultiply-adds/s', values: [peak / 1e9] }];
  let torch = 'no Python with torch was found: compared with the eager step only';
  const fixture = await buildFixture('test/bench/train-recipe.ts');
  try {
    for (const comparison of comparisons.filter(({ name }) => name.includes(only))) {
      const contenders = await startAll(comparison.recipe, { folder, python, mixed, script: fixture.script });
      torch = String(contenders.find(({ greeting }) => greeting['torch'])?.greeting['torch'] ?? torch);
      const best = await takeTurns(contenders, comparison.steps, rounds);
      for (const contender of contenders) await contender.close();
      const found = asFigures(comparison, best, multiplications(comparison.recipe) / peak);
      console.log(found.map(({ name, values, unit }) => `${name}: ${values[0]?.toPrecision(3)} ${unit}`).join('\n'));
      figures.push(...found);
    }
  } finally {
    await fixture.remove();
  }
  return { figures, torch };
}

interface Surroundings {
  readonly folder: string;
  /** A Python with torch; null: none. */
  readonly python: string | null;
  readonly mixed: boolean;
  /** Our side, built. */
  readonly script: string;
}

async function startAll(
  recipe: Recipe,
  { folder, python, mixed, script }: Surroundings,
): Promise<readonly Contender[]> {
  const ours = [
    recipe,
    { ...recipe, execution: 'eager' as const },
    ...(mixed ? [{ ...recipe, precision: 'mixed' as const }] : []),
  ];
  const contenders: Contender[] = [];
  for (const one of ours) {
    const file = join(folder, `${recipe.preset}-${one.execution}-${one.precision}.json`);
    await writeFile(file, JSON.stringify(one));
    contenders.push(await startContender(`${one.execution} ${one.precision}`, process.execPath, [script, file]));
  }
  if (python === null) return contenders;
  const file = join(folder, `${recipe.preset}-${recipe.execution}-${recipe.precision}.json`);
  const precisions = mixed ? ['float32', 'bfloat16'] : ['float32'];
  const ways = ['contiguous', 'channels_last'].flatMap((layout) =>
    precisions.flatMap((precision) => [
      { layout, precision, adam: 'default' },
      ...(precision === 'float32' ? [{ layout, precision, adam: 'fused' }] : []),
    ]),
  );
  for (const { layout, precision, adam } of ways) {
    const threads = { GAN_STUDIO_THREADS: String(availableParallelism()) };
    const theirs = [resolve('test/bench/pytorch/train_recipe.py'), file, layout, precision, adam];
    const name = `PyTorch ${layout} ${precision}${adam === 'fused' ? ' fused Adam' : ''}`;
    contenders.push(await startContender(name, python, theirs, threads));
  }
  return contenders;
}

async function takeTurns(
  contenders: readonly Contender[],
  steps: number,
  rounds: number,
): Promise<ReadonlyMap<string, number>> {
  const best = new Map<string, number>();
  // one round more, the first warms up
  for (let round = 0; round <= rounds; round++) {
    for (const { name, run } of contenders) {
      const speed = await run(round === 0 ? Math.ceil(steps / 4) : steps);
      if (round > 0) best.set(name, Math.max(best.get(name) ?? 0, speed));
    }
  }
  return best;
}

function asFigures(
  { name, goal }: Comparison,
  best: ReadonlyMap<string, number>,
  fastestSeconds: number,
): readonly Figure[] {
  const of = (contender: string): number => best.get(contender) ?? Number.NaN;
  const torch = (way: string): number => Math.max(of(`PyTorch contiguous ${way}`), of(`PyTorch channels_last ${way}`));
  const ratio = (what: string, value: number, aim?: string): readonly Figure[] =>
    Number.isFinite(value)
      ? [{ name: `${name}, ${what}`, unit: 'times', values: [value], ...(aim === undefined ? {} : { goal: aim }) }]
      : [];
  return [
    ...[...best].map(([contender, speed]) => ({ name: `${name}, ${contender}`, unit: 'steps/s', values: [speed] })),
    ...ratio('compiled to eager', of('compiled float32') / of('eager float32')),
    ...ratio('compiled to the better PyTorch', of('compiled float32') / torch('float32'), goal),
    ...ratio('compiled to the better PyTorch with fused Adam', of('compiled float32') / torch('float32 fused Adam')),
    ...ratio('mixed to PyTorch in float32', of('compiled mixed') / torch('float32')),
    ...ratio('mixed to PyTorch in bfloat16', of('compiled mixed') / torch('bfloat16')),
    {
      name: `${name}, share of the largest matrix product`,
      unit: '%',
      values: [100 * fastestSeconds * of('compiled float32')],
    },
  ];
}
