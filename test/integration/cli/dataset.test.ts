import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { jsonResult, runStudio } from './studio-command';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
  for (const [name, red] of [
    ['cats', 10],
    ['dogs', 240],
  ] as const) {
    await mkdir(join(folder, 'pets', name), { recursive: true });
    const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 0, b: 0 } } });
    const bytes = await picture.png().toBuffer();
    for (let index = 0; index < 40; index++) await writeFile(join(folder, 'pets', name, `${index}.png`), bytes);
  }
  await writeFile(join(folder, 'pets', 'dogs', 'notes.txt'), 'good dogs');
  return () => rm(folder, { recursive: true, force: true });
});

const inspect = (...more: readonly string[]) =>
  runStudio(['dataset', 'inspect', ...more], { GAN_STUDIO_CACHE: join(folder, 'cache') });

test('dataset inspect tells count, sizes and classes, and draws a contact sheet', async () => {
  const out = join(folder, 'sheet.png');
  const outcome = await inspect(join(folder, 'pets'), '--json', '--out', out, '--side', '16');
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(jsonResult(outcome)).toMatchObject({
    name: 'pets',
    format: 'folder',
    count: 80,
    testCount: 0,
    sizes: { smallest: [30, 40], largest: [30, 40] },
    classes: [
      { name: 'cats', count: 40 },
      { name: 'dogs', count: 40 },
    ],
    skipped: { count: 1 },
  });
  expect(outcome.stderr).toContain('Passed over: dogs/notes.txt: it is no JPEG');
  expect(decode(await readFile(out))).toMatchObject({ width: 10 * 17 - 1, height: 8 * 17 - 1, channels: 3 });
});

test('dataset inspect knows MNIST and refuses what is not there', async () => {
  const mnist = await inspect('mnist', '--json');
  expect(jsonResult(mnist)).toMatchObject({ count: 60_000, testCount: 10_000, channels: 1 });
  const missing = await inspect(join(folder, 'nothing'));
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(/Error \(data-set-unreadable\): Cannot open the data set .*nothing/);
});

test('training takes a folder of pictures', async () => {
  const runs = join(folder, 'runs');
  const args = ['train', '--preset', 'mlp-tutorial', '--data', join(folder, 'pets'), '--steps', '2', '--json'];
  const settings = ['--set', 'schedule.batchSize=8', '--runs', runs];
  const outcome = await runStudio([...args, ...settings], { GAN_STUDIO_CACHE: join(folder, 'cache') });
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(jsonResult(outcome)).toMatchObject({ state: 'finished', step: 2 });
  const packed = (await readdir(join(folder, 'cache', 'data-sets'))).filter((name) => name.endsWith('.pixels'));
  expect(packed).toHaveLength(2);
});
