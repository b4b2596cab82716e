import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { keepShortlyTaughtJudge } from '../../shortly-taught-judge';
import { jsonResult, runStudio, shortTraining, type CommandOutcome } from './studio-command';

let folder = '';
let run = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
  const outcome = await runStudio(shortTraining(folder, '--steps', '3'));
  expect(outcome.code, outcome.stderr).toBe(0);
  run = jsonResult(outcome)['run'] as string;
  await keepShortlyTaughtJudge(join(folder, 'cache', 'judge'));
  return () => rm(folder, { recursive: true, force: true });
});

function judge(...more: readonly string[]): Promise<CommandOutcome> {
  return runStudio(['judge', '--run', run, ...more], { GAN_STUDIO_CACHE: join(folder, 'cache') });
}

test('judge measures the samples of a run with the classifier that was kept, the same for the same seed', async () => {
  const first = await judge('--count', '300', '--seed', '4', '--json');
  expect(first.code, first.stderr).toBe(0);
  expect(first.stderr).not.toContain('classifier');
  const figures = jsonResult(first);
  expect(figures).toMatchObject({ run, step: 3, seed: 4, sampleCount: 300 });
  expect(figures['testAccuracy']).toBeGreaterThan(0.9);
  // three steps make noise: far from digits
  expect(figures['frechetDistance']).toBeGreaterThan(20 * (figures['frechetFloor'] as number));

  const forPeople = await judge('--count', '300', '--seed', '4');
  expect(forPeople.stdout).toMatch(/^300 samples of step 3\n/);
  expect(forPeople.stdout).toContain(
    `(Fréchet, to the test images; training images have ${(figures['frechetFloor'] as number).toFixed(2)})`,
  );
  expect(forPeople.stdout).toContain((figures['frechetDistance'] as number).toFixed(2));
  expect(forPeople.stdout).toMatch(/coverage +\d+ of 10 digits make up at least 2 % of the samples/);
});

test.each([
  [['--count', '99'], /whole number from 100/],
  [['--step', '77'], /no checkpoint of step 77/],
])('judge refuses %j', async (args, sentence) => {
  const outcome = await judge(...args);
  expect(outcome.stderr).toMatch(sentence);
  expect(outcome.code).toBe(1);
});
