import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { saveOwnPreset } from '../../../src/main/presets/own-presets';
import { findPreset } from '../../../src/shared/presets';
import { temporaryFolder } from '../../temporary-folder';
import { jsonResult, runStudio, shortTraining } from './studio-command';

test('a preset that a person keeps is listed, described and trained by its name', async () => {
  const folder = await temporaryFolder();
  const presets = { GAN_STUDIO_PRESETS: join(folder, 'presets') };
  const narrow = findPreset('mlp-tutorial');
  await saveOwnPreset(presets.GAN_STUDIO_PRESETS, 'my mlp', { ...narrow, seed: 31 }, false);
  await writeFile(join(presets.GAN_STUDIO_PRESETS, 'broken.json'), '[]');

  const listed = await runStudio(['presets'], presets);
  expect(listed.stdout).toMatch(/my mlp +G 283,920 +D 267,009 +your own/);
  expect(listed.stderr).toMatch(/broken\.json cannot be used as a recipe/);
  const described = await runStudio(['describe', '--preset', 'my mlp', '--json'], presets);
  expect(jsonResult(described)).toMatchObject({ preset: 'my mlp', generator: { parameters: 283_920 } });
  const trained = await runStudio([...shortTraining(folder, '--steps', '1'), '--preset', 'my mlp'], presets);
  expect(trained.code, trained.stderr).toBe(0);
  expect(jsonResult(trained)['run']).toMatch(/my-mlp|my mlp/);

  const unknown = await runStudio(['train', '--preset', 'your mlp', '--json'], presets);
  expect(unknown.code).toBe(1);
  expect(unknown.stderr + unknown.stdout).toMatch(
    /There is no preset "your mlp"; choose one of: quick-digits, .*, my mlp/,
  );
});
