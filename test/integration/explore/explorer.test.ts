import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Explorer } from '../../../src/main/explore/explorer';
import { drawSamples } from '../../../src/main/gan/draw-samples';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { openCheckpoint } from '../../../src/main/runs/checkpoint';
import { train } from '../../../src/main/trainer/train';
import { wholeClasses } from '../../../src/shared/class-shares';
import type {
  Activations,
  CountedGradients,
  CountedWeights,
  Drawn,
  ExplorerQuestion,
  LatentEffects,
  LatentRows,
} from '../../../src/shared/explore';
import { labelsInTurn } from '../../../src/shared/labels';
import { drawLatents } from '../../../src/shared/latents';
import { cgan28 } from '../../../src/shared/presets/cgan-28';
import { quickDigits } from '../../../src/shared/presets/quick-digits';
import { randomStreams } from '../../../src/shared/random';
import { describeNetwork, type Recipe } from '../../../src/shared/recipe';

interface Trained {
  readonly folder: string;
  readonly step: number;
  readonly recipe: Recipe;
}

let runs = '';
let plain: Trained;
let conditional: Trained;
let explorer: Explorer;

beforeAll(async () => {
  runs = await mkdtemp(join(tmpdir(), 'gan-studio-explorer-'));
  await startTensorFlow({ backend: 'tensorflow' });
  plain = await trainShortly(quickDigits, 4);
  conditional = await trainShortly(cgan28, 3);
  explorer = new Explorer();
});

afterAll(() => rm(runs, { recursive: true, force: true }));

async function trainShortly(preset: Recipe, steps: number): Promise<Trained> {
  const recipe: Recipe = {
    ...preset,
    schedule: { ...preset.schedule, length: { unit: 'steps', amount: steps } },
    execution: 'eager',
  };
  const quiet = {
    onCreated: () => undefined,
    onDevice: () => undefined,
    onStage: () => undefined,
    onNotice: () => undefined,
  };
  const watcher = {
    ...quiet,
    onPaused: () => undefined,
    onGoingOn: () => undefined,
    onMetrics: () => undefined,
    onEpoch: () => undefined,
    wantsSamples: () => false,
    onSamples: () => undefined,
  };
  const summary = await train(
    { recipe, runsFolder: runs, tensorboard: false, backend: 'tensorflow' },
    watcher,
    new AbortController().signal,
  );
  return { folder: summary.folder, step: summary.checkpointStep ?? -1, recipe };
}

function latentsOf({ recipe }: Trained, seed: number, count: number): LatentRows {
  const { latent, classes } = recipe;
  return {
    count,
    latents: drawLatents(latent, { seed, stream: randomStreams.sampleLatents, step: 0 }, count),
    classShares: classes === null ? null : wholeClasses(labelsInTurn(classes, count), classes),
  };
}

const averaged = { weights: 'ema', batchNorm: 'running' } as const;

async function ask<Answer>({ folder, step }: Trained, question: ExplorerQuestion): Promise<Answer> {
  return (await explorer.answer(folder, step, question)) as Answer;
}

const draw = (
  run: Trained,
  rows: LatentRows,
  drawing: Extract<ExplorerQuestion, { type: 'draw' }>['drawing'] = averaged,
) => ask<Drawn>(run, { type: 'draw', drawing, rows });

test.each(['plain', 'conditional'] as const)(
  'the images of a seed are those that `sample` draws: %s',
  async (which) => {
    const run = { plain, conditional }[which];
    const { checkpoint } = await openCheckpoint(run.folder, run.step);
    const drawn = await draw(run, latentsOf(run, 7, 32));
    expect(drawn.samples).toEqual(drawSamples(checkpoint, { seed: 7, count: 32 }));
    expect(drawn.verdicts).toHaveLength(32);
    expect(drawn.verdicts.every(Number.isFinite)).toBe(true);
  },
);

test('with running statistics an image is the same alone and among others', async () => {
  const many = await draw(plain, latentsOf(plain, 3, 20));
  const alone = await draw(plain, latentsOf(plain, 3, 1));
  expect(alone.samples.pixels).toEqual(many.samples.pixels.slice(0, 784));
});

test('raw weights, the average, and the two kinds of batch norm draw different images; a batch is drawn alike again', async () => {
  const rows = latentsOf(plain, 5, 8);
  const drawings = [
    averaged,
    { ...averaged, weights: 'raw' },
    { ...averaged, batchNorm: 'batch' },
    { weights: 'raw', batchNorm: 'batch' },
  ] as const;
  const pictures: string[] = [];
  for (const drawing of drawings) {
    const { samples } = await draw(plain, rows, drawing);
    pictures.push(Buffer.from(samples.pixels).toString('base64'));
    expect((await draw(plain, rows, drawing)).samples).toEqual(samples);
  }
  expect(new Set(pictures).size).toBe(4);
});

test('a blend of two classes begins and ends with those classes and is neither half way', async () => {
  const { latents } = latentsOf(conditional, 1, 1);
  const [size, classes] = [latents.length, 10];
  const shares = new Float32Array(3 * classes);
  shares.set([1], 3);
  shares.set([0.5], classes + 3);
  shares.set([0.5], classes + 8);
  shares.set([1], 2 * classes + 8);
  const three = new Float32Array(3 * size);
  for (let row = 0; row < 3; row++) three.set(latents, row * size);
  const blend = await draw(conditional, { count: 3, latents: three, classShares: shares });
  const ends = await draw(conditional, {
    count: 2,
    latents: three.slice(0, 2 * size),
    classShares: wholeClasses([3, 8], classes),
  });
  const image = (drawn: Drawn, index: number) => drawn.samples.pixels.slice(index * 784, (index + 1) * 784);
  expect(image(blend, 0)).toEqual(image(ends, 0));
  expect(image(blend, 2)).toEqual(image(ends, 1));
  expect(image(blend, 1)).not.toEqual(image(ends, 0));
  expect(image(blend, 1)).not.toEqual(image(ends, 1));
});

test('every dimension of a latent gets an effect, and most change the picture', async () => {
  const { dimensions } = await ask<LatentEffects>(plain, {
    type: 'effects',
    drawing: averaged,
    rows: latentsOf(plain, 2, 1),
  });
  expect(dimensions).toHaveLength(plain.recipe.latent.size);
  expect(dimensions.filter(({ change }) => change > 0).length).toBeGreaterThan(plain.recipe.latent.size / 2);
});

test('histograms of weights and of gradients count every number of every tensor', async () => {
  const weights = await ask<CountedWeights>(plain, { type: 'weights', weights: 'ema' });
  const gradients = await ask<CountedGradients>(plain, { type: 'gradients' });
  const wanted = (['generator', 'discriminator'] as const).flatMap((network) =>
    describeNetwork(plain.recipe, network).layers.flatMap(({ layer, parameters }) =>
      parameters.map(({ name, shape }) => [network, layer.id, name, shape.reduce((a, b) => a * b, 1)]),
    ),
  );
  for (const { tensors } of [weights, gradients]) {
    expect(tensors.map((one) => [one.network, one.layerId, one.parameter, one.histogram.count])).toEqual(wanted);
    for (const { histogram } of tensors) {
      const counted = histogram.counts.reduce((sum, count) => sum + count, 0);
      expect(counted + histogram.notFinite).toBe(histogram.count);
    }
  }
  expect(gradients.tensors.some(({ histogram }) => histogram.length > 0)).toBe(true);
  expect(weights.tensors[0]?.histogram).not.toEqual(gradients.tensors[0]?.histogram);
});

test('asking for gradients moves nothing', async () => {
  const before = await draw(plain, latentsOf(plain, 9, 4));
  const first = await ask<CountedGradients>(plain, { type: 'gradients' });
  expect(await ask<CountedGradients>(plain, { type: 'gradients' })).toEqual(first);
  expect(await draw(plain, latentsOf(plain, 9, 4))).toEqual(before);
});

test('the activations of the last layer of the generator are the image, and every layer has some', async () => {
  const rows = latentsOf(plain, 4, 1);
  const common = { type: 'activations', drawing: averaged, rows } as const;
  for (const network of ['generator', 'discriminator'] as const) {
    for (const { layer, outputShape } of describeNetwork(plain.recipe, network).layers) {
      const seen = await ask<Activations>(plain, { ...common, network, layerId: layer.id });
      expect([layer.id, seen.shape]).toEqual([layer.id, outputShape]);
      expect(seen.low).toBeLessThanOrEqual(seen.high);
    }
  }
  const last = plain.recipe.networks.generator.layers.at(-1)?.id ?? '';
  const image = await ask<Activations>(plain, { ...common, network: 'generator', layerId: last });
  expect(image.tiles.shape).toEqual([1, 28, 28, 1]);
  // the same picture, spread from its own darkest to its own brightest
  const { samples } = await draw(plain, rows);
  const [brightest, shown] = [samples.pixels, image.tiles.pixels].map((pixels) => pixels.indexOf(Math.max(...pixels)));
  expect(shown).toBe(brightest);
});

test('latents of another length and classes of a run without are refused', async () => {
  const rows = latentsOf(plain, 1, 2);
  await expect(draw(plain, { ...rows, count: 3 })).rejects.toThrow('latents');
  await expect(draw(plain, { ...rows, classShares: new Float32Array(20) })).rejects.toThrow('classes');
  await expect(draw(conditional, { ...latentsOf(conditional, 1, 2), classShares: null })).rejects.toThrow('classes');
});
