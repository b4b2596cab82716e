import { describe, expect, test } from 'vitest';
import {
  drawForBoth,
  drawForDiscriminator,
  drawForGenerator,
  mirrorAtRandom,
} from '../../../../src/main/trainer/step-inputs';
import { elementCount } from '../../../../src/shared/tensor';
import { imageShape, type Recipe } from '../../../../src/shared/recipe';
import { tinyConvolutions, tinyDrawing, tinyRecipe } from '../../../tiny-recipe';

describe('what a step draws', () => {
  test('is the same for the same seed and step, and another one for others', () => {
    expect(drawForBoth(tinyDrawing, 7)).toEqual(drawForBoth(tinyDrawing, 7));
    for (const other of [drawForBoth(tinyDrawing, 8), drawForBoth({ ...tinyDrawing, seed: 12 }, 7)]) {
      expect(other.discriminatorLatents).not.toEqual(drawForBoth(tinyDrawing, 7).discriminatorLatents);
      expect(other.insideSeed).not.toEqual(drawForBoth(tinyDrawing, 7).insideSeed);
    }
  });

  test('has no seed for the inside where nothing draws there', () => {
    expect(drawForBoth(tinyRecipe, 1).insideSeed).toBeNull();
    expect(drawForGenerator(tinyRecipe, 1, 0).insideSeed).toBeNull();
  });

  test('differs from one turn of a step to the next', () => {
    const turns = [
      drawForDiscriminator(tinyDrawing, 3),
      ...[0, 1, 2].map((turn) => drawForGenerator(tinyDrawing, 3, turn)),
    ];
    expect(new Set(turns.map(({ insideSeed }) => String(insideSeed))).size).toBe(turns.length);
  });

  test('gives the generator latents of its own only where the fake batch is not shared', () => {
    const apart = { ...tinyRecipe, objective: { ...tinyRecipe.objective, sharedFake: false } };
    expect(drawForBoth(apart, 1).generatorLatents).toEqual(drawForGenerator(apart, 1, 0).generatorLatents);
    expect(drawForBoth(tinyConvolutions, 1).generatorLatents).toBeUndefined();
  });
});

describe('mirrored images', () => {
  const image = (recipe: Recipe, batchSize: number): Uint8Array =>
    Uint8Array.from({ length: batchSize * elementCount(imageShape(recipe)) }, (_, index) => index % 251);

  test('are about half of them, others in each step', () => {
    const recipe = { ...tinyDrawing, schedule: { ...tinyDrawing.schedule, batchSize: 1000 } };
    const size = elementCount(imageShape(recipe));
    const turned = (step: number): readonly boolean[] => {
      const [before, after] = [image(recipe, 1000), mirrorAtRandom(recipe, step, image(recipe, 1000))];
      return Array.from({ length: 1000 }, (_, index) => before[index * size] !== after[index * size]);
    };
    const share = turned(1).filter(Boolean).length / 1000;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
    expect(turned(2)).not.toEqual(turned(1));
    expect(turned(1)).toEqual(turned(1));
  });

  test('are none where the recipe does not ask for them', () => {
    expect(mirrorAtRandom(tinyRecipe, 1, image(tinyRecipe, 4))).toEqual(image(tinyRecipe, 4));
  });
});
