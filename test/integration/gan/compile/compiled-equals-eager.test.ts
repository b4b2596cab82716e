import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphForm } from '../../../../src/main/gan/compile/tape';
import { createCompiledExecution } from '../../../../src/main/gan/compiled-execution';
import { createEagerExecution } from '../../../../src/main/gan/eager-execution';
import type { Execution, Feed } from '../../../../src/main/gan/execution';
import { buildModel } from '../../../../src/main/gan/model';
import { compiledShapes } from '../../../../src/main/gan/session';
import { oneHot } from '../../../../src/main/gan/session-feeds';
import { startTensorFlow } from '../../../../src/main/gan/tensorflow';
import { labelsInTurn } from '../../../../src/shared/labels';
import { presets } from '../../../../src/shared/presets';
import { recipeSchema, type Recipe } from '../../../../src/shared/recipe';
import { expectSameTensors } from '../../../expect-same-tensors';
import { tinyConvolutions, tinyDrawing, tinyRecipe } from '../../../tiny-recipe';
import { expectClose } from '../pytorch-fixture';
import { feedsOf, narrow } from './step-feeds';

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

const recipes: readonly (readonly [string, Recipe])[] = [
  ...presets.map(
    (preset) =>
      [
        `${preset.preset}, narrow`,
        narrow(preset, preset.data.side > 28 ? 32 : 8, preset.data.side > 28 ? 2 : 4),
      ] as const,
  ),
  ['dense layers with an average', tinyRecipe],
  ['convolutions with an average', tinyConvolutions],
  ['random numbers inside the step, spectral norm', tinyDrawing],
  ['convolutions in mixed precision', { ...tinyConvolutions, precision: 'mixed' }],
];

/** `npm run test:slow` runs all 200 steps of every recipe; the daily suite those of the recipes that take seconds. */
const isSlowRun = process.env['GAN_STUDIO_SLOW'] !== undefined;
/** What other presets do not have: each of these brings some. */
const daily: ReadonlySet<string> = new Set(['mlp-adaptive', 'acgan-28', 'wgan-gp-28']);
/** Takes long and does not depend on the Node: once is enough. */
const onFirstNode = process.env['GAN_STUDIO_SECOND_NODE'] === undefined ? it : it.skip;

describe.each(recipes)('%s', (_name, recipe) => {
  it('is a valid recipe', () => {
    expect(recipeSchema.safeParse(recipe).error).toBeUndefined();
  });

  const isQuick = recipe.data.side < 28 || recipe.preset === 'mlp-tutorial';
  const isDaily = isQuick || daily.has(recipe.preset);
  const steps = isSlowRun || isQuick ? 200 : 10;
  (isSlowRun || isDaily ? onFirstNode : it.skip)(
    `compiled in the exact form gives the numbers of the eager step over ${steps} steps`,
    () => {
      usingBoth(recipe, 'exact', (compiled, eager) => {
        for (let step = 1; step <= steps; step++) {
          const feeds = feedsOf(recipe, step);
          expect(compiled.step('both', feeds), `step ${step}`).toEqual(eager.step('both', feeds));
        }
        expectSameTensors(compiled.read(), eager.read());
        // as many as one call draws: kernels round otherwise for other numbers of images
        const asked = {
          latents: { values: new Float32Array(100 * recipe.latent.size).fill(0.5), shape: [100, recipe.latent.size] },
          ...(recipe.classes === null ? {} : { labels: classesInTurn(recipe.classes, 100) }),
        };
        for (const weights of ['raw', 'ema'] as const) {
          expect(compiled.draw(asked, weights), weights).toEqual(eager.draw(asked, weights));
        }
      });
    },
  );

  onFirstNode('compiled in the fast form stays within 1e-5 of the eager step after one step', () => {
    usingBoth(recipe, 'fast', (compiled, eager) => {
      const numbers = compiled.step('both', feedsOf(recipe, 1, 'fast'));
      const expected = eager.step('both', feedsOf(recipe, 1));
      expect(Object.keys(numbers)).toEqual(Object.keys(expected));
      expectClose('losses', Object.values(numbers), Object.values(expected));
      const others = eager.read();
      const moments = new Map(others.map((tensor) => [tensor.name, tensor.data]));
      const noise = biasesBeforeBatchNorm(recipe);
      for (const [index, { name, data }] of compiled.read().entries()) {
        // their gradients are nothing but rounding, of which Adam makes whole steps; their moments are compared
        if (noise.some((affected) => name === affected || name === `ema/${affected}`)) continue;
        const moment = moments.get(`optimiser/${name.replace(/^ema\//, '')}/m`);
        for (const [at, value] of data.entries()) {
          const distance = Math.abs(value - (others[index]?.data[at] ?? Number.NaN));
          if (distance <= 1e-5) continue;
          // so is a gradient that is hardly there beside the others of its layer; it is worth a step to either side at most
          const isRounding = moment && Math.abs(moment[at] ?? Number.NaN) < roundingOf(moment);
          if (isRounding && distance <= 2 * largestRate(recipe)) continue;
          throw new Error(`${name} at ${at} is ${value}, eagerly ${others[index]?.data[at]}`);
        }
      }
    });
  });
});

function usingBoth(recipe: Recipe, form: GraphForm, use: (compiled: Execution, eager: Execution) => void): void {
  const compiled = createCompiledExecution(buildModel(recipe), compiledShapes(recipe, ['both']), form);
  const eager = createEagerExecution(buildModel(recipe));
  try {
    expectSameTensors(compiled.read(), eager.read());
    use(compiled, eager);
  } finally {
    compiled.dispose();
    eager.dispose();
  }
}

/** Below this a moment is what rounding left of sums as large as the tensor's largest: 32 units in the last place of it. */
function roundingOf(moment: ArrayLike<number>): number {
  let largest = 0;
  for (let at = 0; at < moment.length; at++) largest = Math.max(largest, Math.abs(moment[at] ?? 0));
  return 32 * 2 ** -23 * largest;
}

function largestRate({ optimisers: { generator, discriminator } }: Recipe): number {
  return Math.max(generator.learningRate, discriminator.learningRate);
}

/** Batch norm takes a constant away again, so these have no effect but on its running mean. */
function biasesBeforeBatchNorm({ networks }: Recipe): readonly string[] {
  return (['generator', 'discriminator'] as const).flatMap((role) =>
    networks[role].layers.flatMap((layer, index, layers) => {
      const next = layers[index + 1];
      if (next?.kind !== 'batchNorm' || !('bias' in layer) || !layer.bias) return [];
      return [`${role}/${layer.id}/bias`, `${role}/${next.id}/runningMean`];
    }),
  );
}

function classesInTurn(classes: number, count: number): Feed {
  return { values: oneHot(labelsInTurn(classes, count), classes), shape: [count, classes] };
}
