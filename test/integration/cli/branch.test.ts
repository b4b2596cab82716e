import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { readCheckpoint } from '../../../src/main/runs/checkpoint';
import { checkpointFile } from '../../../src/main/runs/run-layout';
import type { RunRecord } from '../../../src/shared/run';
import { expectSameTensors } from '../../expect-same-tensors';
import { jsonResult, runStudio, type CommandOutcome } from './studio-command';
import { resume, train } from './twin-runs';

const recipe = ['--preset', 'mlp-tutorial', '--set', 'schedule.batchSize=8', '--set', 'checkpoints.everySteps=10'];
let folder = '';
let parent = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
  parent = await train(folder, 20, recipe);
  return () => rm(folder, { recursive: true, force: true });
});

function branch(...more: readonly string[]): Promise<CommandOutcome> {
  return runStudio(['branch', '--run', parent, '--runs', folder, '--json', ...more]);
}

async function recordOf(run: string): Promise<RunRecord> {
  return JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as RunRecord;
}

describe('branch', () => {
  it('goes on longer in a run of its own that names its parent, and ends as one that was asked for more from the beginning', async () => {
    const before = await readFile(join(parent, 'run.json'), 'utf8');
    const outcome = await branch('--steps', '30');
    expect(outcome.code, outcome.stderr).toBe(0);
    const child = jsonResult(outcome)['run'] as string;
    const record = await recordOf(child);
    expect(record).toMatchObject({
      parent: { run: basename(parent), step: 20 },
      step: 30,
      state: 'finished',
      notices: [],
    });
    expect(record.stepsPerSecond).toBeCloseTo(10 / record.seconds, 6);
    const lines = (await readFile(join(child, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { step: number }).step)).toEqual([
      21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    ]);
    const whole = await train(folder, 30, recipe);
    const [mine, theirs] = await Promise.all([child, whole].map((run) => readCheckpoint(checkpointFile(run, 30))));
    expectSameTensors(mine?.tensors ?? [], theirs?.tensors ?? []);
    expect(await readFile(join(parent, 'run.json'), 'utf8')).toBe(before);
  });

  it('takes changed settings from an earlier checkpoint, and says what begins anew', async () => {
    const changes = [
      '--set',
      'networks.discriminator.layers.dense2.units=64',
      '--set',
      'optimisers.generator.learningRate=1e-3',
    ];
    const outcome = await branch('--step', '10', '--steps', '14', ...changes);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stderr).toMatch(/begin anew, because the earlier run has none that fit: discriminator\/dense2/);
    const child = jsonResult(outcome)['run'] as string;
    const { notices, step } = await recordOf(child);
    expect(step).toBe(14);
    expect(notices).toEqual([
      expect.stringMatching(/^These begin anew.*discriminator\/dense2/),
      expect.stringMatching(/^The optimiser of the discriminator begins anew/),
    ]);
    const [start, end] = await Promise.all([parent, child].map((run) => readCheckpoint(checkpointFile(run, 10))));
    const weight = (from: typeof start) => from?.tensors.find(({ name }) => name.startsWith('generator/dense1'))?.data;
    expect(weight(end)).toEqual(weight(start));
  });

  it('can be resumed like any run, also where its parent is gone', async () => {
    const child = jsonResult(await branch('--steps', '24'))['run'] as string;
    await rename(parent, `${parent}.away`);
    const outcome = await resume(child, '--steps', '29');
    await rename(`${parent}.away`, parent);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(jsonResult(outcome)).toMatchObject({ step: 29, state: 'finished' });
    const epochs = (await readFile(join(child, 'epochs.jsonl'), 'utf8')).trimEnd().split('\n');
    // steps 21 to 29 of the first epoch, of which the parent has the beginning
    expect(epochs.map((line) => JSON.parse(line) as object)).toMatchObject([{ epoch: 1, complete: false, steps: 9 }]);
  });

  it.each([
    [[], /has done 20 steps, and the recipe asks for 20, counted from its first step; make it longer/],
    [['--step', '7', '--steps', '30'], /no checkpoint of step 7; choose one of: 10, 20/],
    [['--steps', '30', '--set', 'seeed=1'], /seeed/],
  ])('refuses %j', async (more, sentence) => {
    const outcome = await branch(...more);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toMatch(sentence);
  });
});

it('checkpoints lists what a run keeps and pins it against what comes later', async () => {
  const keep = ['--set', 'checkpoints.keep=1'];
  const run = await train(folder, 10, [...recipe, ...keep]);
  const checkpoints = async (...more: readonly string[]): Promise<unknown> =>
    jsonResult(await runStudio(['checkpoints', '--run', run, '--json', ...more]))['checkpoints'];
  expect(await checkpoints('--pin', '10')).toMatchObject([{ step: 10, pinned: true }]);
  expect((await resume(run, '--steps', '30')).code).toBe(0);
  expect(await checkpoints()).toMatchObject([
    { step: 10, pinned: true },
    { step: 30, pinned: false },
  ]);
});
