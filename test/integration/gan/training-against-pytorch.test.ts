import { beforeAll, describe, expect, it } from 'vitest';
import { createGanSession, type GanSession } from '../../../src/main/gan/session';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { NetworkSpec } from '../../../src/shared/layer-specs';
import type { OptimiserSpec } from '../../../src/shared/optimiser-spec';
import type { Recipe } from '../../../src/shared/recipe';
import type { NamedTensor } from '../../../src/shared/tensor';
import { tinyRecipe } from '../../tiny-recipe';
import { expectClose, numbers, pixels, readFixture } from './pytorch-fixture';

const adamDefaults = { kind: 'adam', decay: null, gradientNorm: null, weightLimit: null } as const;

interface Training {
  readonly networks: { readonly generator: NetworkSpec; readonly discriminator: NetworkSpec };
  readonly latentSize: number;
  readonly sharedFake: boolean;
  readonly optimiser: Pick<Extract<OptimiserSpec, { kind: 'adam' }>, 'learningRate' | 'beta1' | 'beta2' | 'epsilon'>;
  readonly steps: readonly Readonly<Record<string, number>>[];
  readonly variables: Readonly<Record<string, readonly number[]>>;
}

const batchSize = 4;

describe.each([
  ['tensorflow', 'compiled'],
  ['tensorflow', 'eager'],
  ['js', 'eager'],
] as const)('on the backend %s, %s', (backend, execution) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });

  it.each(['mlp.json', 'dcgan.json'])('three steps of %s move every number as PyTorch does', (name) => {
    const recorded = readFixture<Training>(name);
    const session = createGanSession({ ...recipeOf(recorded), execution });
    setFirstWeights(session);
    for (const [index, expected] of recorded.steps.entries()) {
      const step = index + 1;
      const latents = (seed: number): Float32Array => numbers(seed + step, batchSize * recorded.latentSize, -2, 2);
      const result: Readonly<Record<string, number>> = {
        ...session.step('both', {
          step,
          real: pixels(100 + step, batchSize * 64),
          discriminatorLatents: latents(200),
          generatorLatents: recorded.sharedFake ? null : latents(300),
        }),
      };
      expect(Object.keys(result).sort()).toEqual(Object.keys(expected).sort());
      for (const [number, value] of Object.entries(expected)) {
        expectClose(`${number} of step ${step}`, [result[number] ?? Number.NaN], [value]);
      }
    }
    const state = new Map(session.read().map((tensor) => [tensor.name, tensor]));
    for (const [variable, values] of Object.entries(recorded.variables)) {
      // the fused op takes 1 - .999 in single precision: 1.3e-5 off, and the bias correction follows it
      const tolerance = execution === 'compiled' && variable.endsWith('/v') ? 2e-5 : 1e-5;
      expectClose(variable, state.get(variable)?.data ?? [], values, tolerance);
    }
    session.dispose();
  });
});

function recipeOf({ networks, latentSize, sharedFake, optimiser }: Training): Recipe {
  const adam = { ...adamDefaults, ...optimiser };
  return {
    ...tinyRecipe,
    networks,
    latent: { size: latentSize, distribution: 'normal' },
    objective: { ...tinyRecipe.objective, sharedFake },
    optimisers: { generator: adam, discriminator: adam },
    schedule: { ...tinyRecipe.schedule, batchSize },
    ema: null,
  };
}

/** A seed a variable, counting up in the order of the layers; record.py does the same. */
function setFirstWeights(session: GanSession): void {
  const seeds = { generator: 1000, discriminator: 2000 };
  const state = session.read().map((tensor): NamedTensor => {
    const role = tensor.name.startsWith('generator/') ? 'generator' : 'discriminator';
    if (!/^(generator|discriminator)\/.*(weight|bias|scale|offset)$/.test(tensor.name)) return tensor;
    const [low, high] = tensor.name.endsWith('scale') ? [0.5, 1.5] : [-0.5, 0.5];
    return { ...tensor, data: numbers(seeds[role]++, tensor.data.length, low, high) };
  });
  session.write(state);
}
