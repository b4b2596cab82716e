import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDataSet } from '../../../src/main/data/open-data-set';
import { openDigitReader } from '../../../src/main/explore/digit-reader';
import { Explorer } from '../../../src/main/explore/explorer';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { DigitReadings } from '../../../src/shared/explore';
import { keepShortlyTaughtJudge } from '../../shortly-taught-judge';

let cache = '';
const looked = 200;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'gan-studio-reader-'));
  vi.stubEnv('GAN_STUDIO_CACHE', cache);
  await startTensorFlow({ backend: 'tensorflow' });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true, force: true });
});

test('before the judge has learnt digits nothing is read; then handwritten ones are read as what they are', async () => {
  const explorer = new Explorer();
  const { test: handwritten } = await openDataSet('mnist');
  if (!handwritten?.labels) throw new Error('MNIST came without its test images.');
  const pixels = handwritten.pixels.slice(0, looked * 784);
  const samples = { step: 0, shape: [looked, 28, 28, 1] as const, pixels };
  const read = async (): Promise<DigitReadings> =>
    (await explorer.answer('no run is opened', 0, { type: 'read', samples })) as DigitReadings;
  expect(await openDigitReader()).toBe(null);
  expect(await read()).toEqual({ readings: null });

  await keepShortlyTaughtJudge(join(cache, 'judge'));
  const { readings } = await read();
  const right = readings?.filter(({ digit }, index) => digit === handwritten.labels?.[index]) ?? [];
  expect(right.length).toBeGreaterThan(0.9 * looked);
  for (const { probability } of readings ?? []) expect(probability).toBeGreaterThanOrEqual(0.1);
});

test('images of another size are refused with a sentence', async () => {
  const samples = { step: 0, shape: [1, 8, 8, 1] as const, pixels: new Uint8Array(64) };
  await expect(new Explorer().answer('', 0, { type: 'read', samples })).rejects.toMatchObject({
    code: 'invalid-request',
    message: expect.stringContaining('28x28x1') as string,
  });
});
