import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findAnyPreset,
  listOwnPresets,
  removeOwnPreset,
  saveOwnPreset,
} from '../../../../src/main/presets/own-presets';
import { readRecipeFile, writeRecipeFile } from '../../../../src/main/presets/recipe-file';
import { presetNameSchema } from '../../../../src/shared/own-presets';
import { findPreset, presets } from '../../../../src/shared/presets';
import { temporaryFolder } from '../../../temporary-folder';

const recipe = findPreset('dcgan-28');

describe('presets of one’s own', () => {
  test('what is saved is listed, found by its name and removed again', async () => {
    const folder = join(await temporaryFolder(), 'deeper', 'presets');
    expect(await listOwnPresets(folder)).toEqual({ presets: [], unreadable: [] });
    await saveOwnPreset(folder, '我的 DCGAN', { ...recipe, seed: 7 }, false);
    const kept = { ...recipe, preset: '我的 DCGAN', seed: 7 };
    expect(await listOwnPresets(folder)).toEqual({ presets: [kept], unreadable: [] });
    expect(await findAnyPreset(folder, '我的 DCGAN')).toEqual(kept);
    expect(await readdir(folder)).toEqual(['我的 DCGAN.json']);
    await removeOwnPreset(folder, '我的 DCGAN');
    expect(await listOwnPresets(folder)).toEqual({ presets: [], unreadable: [] });
    await expect(removeOwnPreset(folder, '我的 DCGAN')).rejects.toThrow(/There is no preset/);
  });

  test('one of the same name goes only where that was asked for, capitals or not', async () => {
    const folder = await temporaryFolder();
    await saveOwnPreset(folder, 'Mine', recipe, false);
    await expect(saveOwnPreset(folder, 'mine', recipe, false)).rejects.toMatchObject({ code: 'preset-exists' });
    await saveOwnPreset(folder, 'mine', { ...recipe, seed: 2 }, true);
    expect((await listOwnPresets(folder)).presets).toEqual([{ ...recipe, preset: 'mine', seed: 2 }]);
  });

  test('the studio’s own presets keep their names', async () => {
    const folder = await temporaryFolder();
    await expect(saveOwnPreset(folder, 'DCGAN-28', recipe, true)).rejects.toMatchObject({ code: 'preset-exists' });
    expect(await findAnyPreset(folder, 'quick-digits')).toBe(findPreset('quick-digits'));
  });

  test.each(['', '..', '../run', 'a/b', 'a\\b', 'con', 'NUL', 'a.b', ' a', 'a ', 'a\n', 'x'.repeat(61)])(
    'the name %j is refused before anything is written',
    async (name) => {
      const folder = await temporaryFolder();
      await expect(saveOwnPreset(folder, name, recipe, true)).rejects.toMatchObject({ code: 'invalid-request' });
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test('a name that is allowed stays in its folder', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        fc.pre(presetNameSchema.safeParse(name).success);
        expect(name).not.toMatch(/[/\\.:*?"<>|\0]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('a file that holds no recipe is told, and the others are listed all the same', async () => {
    const folder = await temporaryFolder();
    await saveOwnPreset(folder, 'good', recipe, false);
    await writeFile(join(folder, 'broken.json'), '{');
    const { presets: found, unreadable } = await listOwnPresets(folder);
    expect(found.map(({ preset }) => preset)).toEqual(['good']);
    expect(unreadable).toMatchObject([{ name: 'broken', message: expect.stringContaining('no valid JSON') }]);
  });

  test('an unknown name is answered with all that exist', async () => {
    const folder = await temporaryFolder();
    await saveOwnPreset(folder, 'mine', recipe, false);
    await expect(findAnyPreset(folder, 'yours')).rejects.toThrow(/choose one of: quick-digits, .*, mine/);
  });
});

describe('a recipe as a file', () => {
  test.each(presets)('$preset is read as it was written', async (preset) => {
    const path = join(await temporaryFolder(), 'recipe.json');
    await writeRecipeFile(path, preset);
    expect(await readRecipeFile(path)).toEqual(preset);
  });

  test.each([
    ['a value out of range', { ...recipe, seed: -1 }, /seed = -1: .*at least 0/],
    ['a key that is unknown', { ...recipe, colour: 'red' }, /colour/],
    [
      'a layer that does not fit',
      { ...recipe, latent: { ...recipe.latent, size: 5 } },
      /needs 100 numbers to form 1x1x100, not 5/,
    ],
  ])('%s is named with what is allowed', async (_name, data, reason) => {
    const path = join(await temporaryFolder(), 'recipe.json');
    await writeFile(path, JSON.stringify(data));
    await expect(readRecipeFile(path)).rejects.toThrow(reason);
    await expect(readRecipeFile(path)).rejects.toMatchObject({ code: 'invalid-recipe' });
  });

  test('a key twice is refused', async () => {
    const path = join(await temporaryFolder(), 'recipe.json');
    await writeRecipeFile(path, recipe);
    await writeFile(path, (await readFile(path, 'utf8')).replace('"seed": 0', '"seed": 0, "seed": 1'));
    await expect(readRecipeFile(path)).rejects.toThrow(/holds "seed" twice/);
  });
});
