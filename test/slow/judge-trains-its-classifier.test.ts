import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonResult, runStudio, shortTraining } from '../integration/cli/studio-command';
import { temporaryFolder } from '../temporary-folder';

test('judge trains its classifier once, on training images only, and it recognises 99 % of the test images', async () => {
  const folder = await temporaryFolder();
  const run = jsonResult(await runStudio(shortTraining(folder, '--steps', '3')))['run'] as string;
  const judge = () =>
    runStudio(['judge', '--run', run, '--count', '300', '--seed', '4', '--json'], {
      GAN_STUDIO_CACHE: join(folder, 'cache'),
    });

  const first = await judge();
  expect(first.code, first.stderr).toBe(0);
  const figures = jsonResult(first);
  console.log(`The classifier recognises ${(100 * Number(figures['testAccuracy'])).toFixed(2)} % of the test images.`);
  expect(figures['testAccuracy']).toBeGreaterThanOrEqual(0.99);
  expect(first.stderr).toContain('Training the digit classifier once');

  const second = await judge();
  expect(second.stderr).not.toContain('classifier');
  expect(second.stdout).toBe(first.stdout);
});
