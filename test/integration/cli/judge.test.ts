import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { jsonResult, runStudio, shortTraining, type CommandOutcome } from './studio-command';

let folder = '';
let run = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
  const outcome = await runStudio(shortTraining(folder, '--steps', '3'));
  expect(outcome.code, outcome.stderr).toBe(0);
  run = jsonResult(outcome)['run'] as string;
  return () => rm(folder, { recursive: true, force: true });
});

/** Judges with an empty cache of its own, so that the classifier that ships is really trained. */
function judge(...more: readonly string[]): Promise<CommandOutcome> {
  return runStudio(['judge', '--run', run, ...more], { GAN_STUDIO_CACHE: join(folder, 'cache') });
}

/** A minute of training that does not depend on the Node: once is enough. */
const onFirstNode = process.env['GAN_STUDIO_SECOND_NODE'] === undefined ? test : test.skip;

onFirstNode(
  'judge trains its classifier once, on training images only, and it recognises 99 % of the test images',
  async () => {
    const first = await judge('--count', '300', '--seed', '4', '--json');
    expect(first.code, first.stderr).toBe(0);
    const figures = jsonResult(first);
    expect(figures).toMatchObject({ run, step: 3, seed: 4, sampleCount: 300 });
    expect(figures['testAccuracy']).toBeGreaterThanOrEqual(0.99);
    // three steps make noise: far from digits
    expect(figures['frechetDistance']).toBeGreaterThan(20 * (figures['frechetFloor'] as number));
    expect(first.stderr).toContain('Training the digit classifier once');

    const second = await judge('--count', '300', '--seed', '4', '--json');
    expect(second.stderr).not.toContain('classifier');
    expect(second.stdout).toBe(first.stdout);

    const forPeople = await judge('--count', '100');
    expect(forPeople.stdout).toMatch(/^100 samples of step 3\n/);
    expect(forPeople.stdout).toMatch(/coverage +\d+ of 10 digits make up at least 2 % of the samples/);
  },
);

test.each([
  [['--count', '99'], /whole number from 100/],
  [['--step', '77'], /no checkpoint of step 77/],
])('judge refuses %j', async (args, sentence) => {
  const outcome = await judge(...args);
  expect(outcome.stderr).toMatch(sentence);
  expect(outcome.code).toBe(1);
});
