import { createBatches } from '../../src/main/data/batches';
import { fitImages } from '../../src/main/data/fit';
import { openDataSet } from '../../src/main/data/open-data-set';
import { createGanSession, type GanSession } from '../../src/main/gan/session';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { drawLatents } from '../../src/shared/latents';
import { dcgan28 } from '../../src/shared/presets/dcgan-28';
import { dcgan64 } from '../../src/shared/presets/dcgan-64';
import { mlpTutorial } from '../../src/shared/presets/mlp-tutorial';
import { quickDigits } from '../../src/shared/presets/quick-digits';
import { randomStreams } from '../../src/shared/random';
import type { Recipe } from '../../src/shared/recipe';
import type { Figure } from './figure';
import { measureGemmPeak } from './gemm-peak';
import { findTorch, startTorch, type Layout, type TorchPrecision, type TorchTraining } from './pytorch-speed';
import { multiplications } from './step-work';

/** One of the ways to run a recipe that are compared. */
interface Contender {
  readonly name: string;
  run(steps: number): Promise<number>;
  close(): Promise<void>;
}

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
 * Runs each recipe in every way by turns, several rounds, and takes the best round of each: whatever else the machine
 * does takes time away and never adds any.
 *
 * @param mixed also in mixed precision, and PyTorch in bfloat16 autocast
 */
export async function compareWithPyTorch(
  folder: string,
  rounds: number,
  mixed: boolean,
): Promise<{ readonly figures: readonly Figure[]; readonly torch: string }> {
  await startTensorFlow({ backend: 'tensorflow' });
  const python = await findTorch();
  const peak = measureGemmPeak();
  const figures: Figure[] = [{ name: 'largest matrix product', unit: 'Gmultiply-adds/s', values: [peak / 1e9] }];
  let torch = 'no Python with torch was found: compared with the eager step only';
  for (const comparison of comparisons) {
    const { recipe, steps } = comparison;
    const contenders: Contender[] = [await ours(recipe, 'compiled'), await ours(recipe, 'eager')];
    if (mixed) contenders.push(await ours({ ...recipe, precision: 'mixed' }, 'compiled'));
    if (python !== null) {
      const start = async (layout: Layout, precision: TorchPrecision): Promise<void> => {
        const training = await startTorch(python, recipe, layout, precision, folder);
        torch = training.version;
        contenders.push(theirs(training, layout, precision));
      };
      for (const layout of ['contiguous', 'channels_last'] as const) {
        await start(layout, 'float32');
        if (mixed) await start(layout, 'bfloat16');
      }
    }
    const best = await takeTurns(contenders, steps, rounds);
    for (const contender of contenders) await contender.close();
    const found = asFigures(comparison, best, multiplications(recipe) / peak);
    console.log(found.map(({ name, values, unit }) => `${name}: ${values[0]?.toPrecision(3)} ${unit}`).join('\n'));
    figures.push(...found);
  }
  return { figures, torch };
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
  const torch = (precision: TorchPrecision): number =>
    Math.max(of(`PyTorch contiguous ${precision}`), of(`PyTorch channels_last ${precision}`));
  const ratio = (what: string, value: number, aim?: string): readonly Figure[] =>
    Number.isFinite(value)
      ? [{ name: `${name}, ${what}`, unit: 'times', values: [value], ...(aim === undefined ? {} : { goal: aim }) }]
      : [];
  return [
    ...[...best].map(([contender, speed]) => ({ name: `${name}, ${contender}`, unit: 'steps/s', values: [speed] })),
    ...ratio('compiled to eager', of('compiled float32') / of('eager float32')),
    ...ratio('compiled to the better PyTorch', of('compiled float32') / torch('float32'), goal),
    ...ratio('mixed to PyTorch in float32', of('compiled mixed') / torch('float32')),
    ...ratio('mixed to PyTorch in bfloat16', of('compiled mixed') / torch('bfloat16')),
    {
      name: `${name}, share of the largest matrix product`,
      unit: '%',
      values: [100 * fastestSeconds * of('compiled float32')],
    },
  ];
}

function theirs(training: TorchTraining, layout: Layout, precision: TorchPrecision): Contender {
  return { name: `PyTorch ${layout} ${precision}`, run: training.run, close: training.close };
}

/** Our own step with all that belongs to it: the batch, the latents, the numbers read back. */
async function ours(recipe: Recipe, execution: Recipe['execution']): Promise<Contender> {
  const { training } = await openDataSet(recipe.data.source);
  const batches = createBatches(training, recipe.schedule.batchSize, recipe.seed);
  const fit = fitImages(recipe, training);
  const session = createGanSession({ ...recipe, execution });
  if (session.execution !== execution) throw new Error(session.notice ?? 'The session runs otherwise.');
  let step = 0;
  const trainOn = (): void => {
    step++;
    trainStep(session, recipe, step, fit(batches.batch(step).pixels));
  };
  return {
    name: `${execution} ${recipe.precision}`,
    run: (steps) => {
      const start = performance.now();
      for (let count = 0; count < steps; count++) trainOn();
      return Promise.resolve((1000 * steps) / (performance.now() - start));
    },
    close: () => {
      session.dispose();
      return Promise.resolve();
    },
  };
}

function trainStep(session: GanSession, recipe: Recipe, step: number, real: Uint8Array): void {
  const { batchSize } = recipe.schedule;
  const latents = (stream: 3 | 4): Float32Array => drawLatents(recipe.latent, { seed: 0, stream, step }, batchSize);
  session.step('both', {
    step,
    real,
    discriminatorLatents: latents(randomStreams.discriminatorLatents),
    generatorLatents: recipe.objective.sharedFake ? null : latents(randomStreams.generatorLatents),
  });
}
