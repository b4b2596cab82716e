import { beforeAll, describe, expect, it } from 'vitest';
import { emaDecay } from '../../../src/main/gan/ema';
import { createGanSession, type GanSession } from '../../../src/main/gan/session';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { drawLatents } from '../../../src/shared/latents';
import { dcgan28 } from '../../../src/shared/presets/dcgan-28';
import { dcgan64 } from '../../../src/shared/presets/dcgan-64';
import { mlpTutorial } from '../../../src/shared/presets/mlp-tutorial';
import { randomStreams } from '../../../src/shared/random';
import type { Recipe } from '../../../src/shared/recipe';
import type { NamedTensor } from '../../../src/shared/tensor';
import { tinyConvolutions, tinyRecipe } from '../../tiny-recipe';
import { expectClose, pixels } from './pytorch-fixture';

const tinyDense: Recipe = { ...tinyRecipe, objective: { ...tinyRecipe.objective, sharedFake: false } };

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

const executions = ['compiled', 'eager'] as const;
const everyEntry = ['discriminator', 'generator', 'both'] as const;

describe.each(
  executions.flatMap((execution) => [
    [`convolutions with one shared fake, ${execution}`, { ...tinyConvolutions, execution }] as const,
    [`dense layers with two fakes, ${execution}`, { ...tinyDense, execution }] as const,
  ]),
)('a session of %s', (_name, recipe) => {
  it('ends with the same numbers for the same seed, and with others for another seed', () => {
    const [first, second, other] = [recipe, recipe, { ...recipe, seed: recipe.seed + 1 }].map((asked) =>
      using(asked, (session) => {
        train(session, asked, 1, 20);
        return session.read();
      }),
    );
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('continues from what was read bit for bit as if it had never stopped', () => {
    const uninterrupted = using(recipe, (session) => {
      train(session, recipe, 1, 20);
      return session.read();
    });
    const half = using(recipe, (session) => {
      train(session, recipe, 1, 10);
      return session.read();
    });
    const continued = using({ ...recipe, seed: 999 }, (session) => {
      session.write(half);
      expect(session.read()).toEqual(half);
      train(session, recipe, 11, 20);
      return session.read();
    });
    expect(continued).toEqual(uninterrupted);
  });

  it('leaves what was handed out alone when it trains on', () => {
    using(recipe, (session) => {
      const given = session.read();
      session.write(given);
      const copy = structuredClone(given);
      train(session, recipe, 1, 5);
      expect(given).toEqual(copy);
    });
  });

  it('moves the discriminator and the generator each by itself', () => {
    using(recipe, (session) => {
      const before = session.read();
      const alone = session.step('discriminator', inputsOf(recipe, 1));
      expect(Object.keys(alone).sort()).toEqual([
        'discriminatorGradientNorm',
        'discriminatorLoss',
        'fakeProbability',
        'realProbability',
      ]);
      const afterFirst = session.read();
      expect(changed(before, afterFirst, 'discriminator/')).toBe(true);
      expect(changed(before, afterFirst, 'generator/', /weight$/)).toBe(false);
      const second = session.step('generator', inputsOf(recipe, 2));
      expect(Object.keys(second)).toEqual(['generatorLoss', 'generatorGradientNorm']);
      const afterSecond = session.read();
      expect(changed(afterFirst, afterSecond, 'generator/', /weight$/)).toBe(true);
      expect(changed(afterFirst, afterSecond, 'discriminator/', /weight$/)).toBe(false);
      const updates = afterSecond.filter(({ name }) => name.endsWith('/updates'));
      expect(updates.map(({ data }) => [...data])).toEqual([[1], [1]]);
    });
  });

  it('releases everything', () => {
    const session = createGanSession(recipe, { entries: everyEntry });
    const before = session.tensorCount();
    using(recipe, (other) => {
      train(other, recipe, 1, 3);
      other.sample(new Float32Array(2 * recipe.latent.size));
      other.write(other.read());
    });
    expect(session.tensorCount()).toBe(before);
    session.dispose();
  });
});

describe('samples', () => {
  it('are those of the moving average, unless the raw weights are asked for', () => {
    using(tinyConvolutions, (session) => {
      const latents = drawLatents(
        tinyConvolutions.latent,
        { seed: 3, stream: randomStreams.sampleLatents, step: 0 },
        7,
      );
      expect(session.sample(latents)).toEqual(session.sample(latents, { weights: 'raw' }));
      train(session, tinyConvolutions, 1, 30);
      const average = session.sample(latents);
      expect(average).toHaveLength(7 * 64);
      expect(average).not.toEqual(session.sample(latents, { weights: 'raw' }));
      expect(session.sample(latents, { weights: 'ema' })).toEqual(average);
      expect(new Set(average).size).toBeGreaterThan(10);
    });
  });

  it('come in chunks that make the same images as a small request', () => {
    using(tinyDense, (session) => {
      const latents = drawLatents(tinyDense.latent, { seed: 3, stream: randomStreams.sampleLatents, step: 0 }, 250);
      const all = session.sample(latents);
      const last = session.sample(latents.slice(-50 * tinyDense.latent.size));
      expect(all).toHaveLength(250 * 64);
      expect(all.slice(-50 * 64)).toEqual(last);
    });
  });

  it('leave the training as it was', () => {
    using(tinyConvolutions, (session) => {
      train(session, tinyConvolutions, 1, 2);
      const before = session.read();
      session.sample(new Float32Array(tinyConvolutions.latent.size).fill(1));
      expect(session.read()).toEqual(before);
    });
  });
});

it('the moving average follows weights and running statistics by the decay of each update', () => {
  using(tinyConvolutions, (session) => {
    const valuesOf = (prefix: string) =>
      new Map(
        session
          .read()
          .filter(({ name }) => name.startsWith(`${prefix}generator/`))
          .map(({ name, data }) => [name.slice(prefix.length), data]),
      );
    let expected = valuesOf('ema/');
    expect(expected).toEqual(valuesOf(''));
    for (let step = 1; step <= 4; step++) {
      train(session, tinyConvolutions, step, step);
      const decay = emaDecay(0.9, step);
      const current = valuesOf('');
      expected = new Map(
        [...expected].map(([name, old]) => [
          name,
          Float32Array.from(old, (value, index) => decay * value + (1 - decay) * (current.get(name)?.[index] ?? 0)),
        ]),
      );
    }
    const average = valuesOf('ema/');
    expect([...average.keys()]).toEqual([...expected.keys()]);
    for (const [name, values] of expected) expectClose(name, average.get(name) ?? [], values);
  });
});

describe('what does not fit', () => {
  it('is named when it is written, and nothing is changed', () => {
    using(tinyDense, (session) => {
      const state = session.read();
      const [first, second, ...rest] = state as readonly [NamedTensor, NamedTensor, ...NamedTensor[]];
      const damaged = [{ ...second, shape: [3] }, ...rest, { ...first, name: 'generator/other/weight' }];
      expect(() => session.write(damaged)).toThrowError(
        expect.objectContaining({
          code: 'checkpoint-damaged',
          message: expect.stringMatching(
            /generator\/dense1\/weight is missing; .*dense1\/bias is \[3\] but must be \[64\]; .*generator\/other\/weight is unknown/,
          ) as string,
        }) as Error,
      );
      expect(() => session.write([...state, first])).toThrowError(/weight is there twice/);
      expect(session.read()).toEqual(state);
    });
  });

  it('is refused when it is fed, with the step and both sizes', () => {
    using(tinyDense, (session) => {
      const inputs = { ...inputsOf(tinyDense, 7), real: new Uint8Array(5) };
      expect(() => session.step('both', inputs)).toThrowError(/real of step 7 holds 5 numbers but needs 256/);
      expect(() => session.step('both', { ...inputsOf(tinyDense, 8), generatorLatents: null })).toThrowError(
        /Step 8 needs the input generatorLatents/,
      );
      expect(() => session.sample(new Float32Array(3))).toThrowError(/input latents holds 3 numbers but needs/);
    });
  });
});

it.each([
  [mlpTutorial, 283_920, 267_009],
  [dcgan28, 1_066_880, 659_584],
  [dcgan64(), 12_656_257, 11_033_985],
])('$preset has the published number of parameters', (recipe, generator, discriminator) => {
  using({ ...recipe, execution: 'eager' }, (session) => {
    const count = (role: string): number =>
      session
        .read()
        .filter(({ name }) => name.startsWith(`${role}/`) && !name.includes('running'))
        .reduce((sum, { data }) => sum + data.length, 0);
    expect([count('generator'), count('discriminator')]).toEqual([generator, discriminator]);
  });
});

function using<Result>(recipe: Recipe, use: (session: GanSession) => Result): Result {
  const session = createGanSession(recipe, { entries: everyEntry });
  try {
    return use(session);
  } finally {
    session.dispose();
  }
}

function train(session: GanSession, recipe: Recipe, from: number, to: number): void {
  for (let step = from; step <= to; step++) session.step('both', inputsOf(recipe, step));
}

function inputsOf(recipe: Recipe, step: number) {
  const { batchSize } = recipe.schedule;
  const latents = (stream: 3 | 4): Float32Array => drawLatents(recipe.latent, { seed: 5, stream, step }, batchSize);
  return {
    step,
    real: pixels(step, batchSize * 64),
    discriminatorLatents: latents(randomStreams.discriminatorLatents),
    generatorLatents: recipe.objective.sharedFake ? null : latents(randomStreams.generatorLatents),
  };
}

function changed(before: readonly NamedTensor[], after: readonly NamedTensor[], prefix: string, end = /$/): boolean {
  return before.some(
    ({ name, data }, index) =>
      name.startsWith(prefix) && end.test(name) && data.some((value, at) => value !== after[index]?.data[at]),
  );
}
