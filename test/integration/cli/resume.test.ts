import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkpointFile } from '../../../src/main/runs/run-layout';
import { temporaryFolder } from '../../temporary-folder';
import { jsonResult, startStudio } from './studio-command';
import { expectTwins, resume, train } from './twin-runs';

/** Goes through the same code on every Node; once is enough. */
const onFirstNode = process.env['GAN_STUDIO_SECOND_NODE'] === undefined ? it : it.skip;

const kinds: readonly (readonly [string, readonly string[]])[] = [
  ['compiled', ['--preset', 'mlp-tutorial', '--set', 'schedule.batchSize=8', '--set', 'samples.everySteps=10']],
  [
    'with adaptive turns',
    ['--preset', 'mlp-adaptive', '--set', 'schedule.batchSize=8', '--set', 'samples.everySteps=10'],
  ],
];

const [[, recipe]] = kinds as [(typeof kinds)[number]];
const trained = new Map<number, Promise<string>>();

/** A copy of a compiled run of so many steps: each is trained once. */
async function runOf(steps: number): Promise<string> {
  const made = trained.get(steps) ?? keptFolder().then((folder) => train(folder, steps, recipe));
  trained.set(steps, made);
  const copy = join(await temporaryFolder(), basename(await made));
  await cp(await made, copy, { recursive: true });
  return copy;
}

const kept: string[] = [];
afterAll(() => Promise.all(kept.map((folder) => rm(folder, { recursive: true, force: true }))));

async function keptFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
  kept.push(folder);
  return folder;
}

describe.each(kinds)('a run %s', (_name, settings) => {
  it('that goes on ends bit for bit as the one that never stopped', async () => {
    const folder = await temporaryFolder();
    const whole = settings === recipe ? await runOf(40) : await train(folder, 40, settings);
    const run = await train(folder, 23, settings);
    const outcome = await resume(run, '--steps', '40');
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(jsonResult(outcome)).toMatchObject({ run, state: 'finished', step: 40 });
    await expectTwins(run, whole);
  });
});

onFirstNode(
  'goes back to the checkpoint of a run whose trainer was killed, and leaves nothing of what came after it',
  async () => {
    const [whole, run] = [await runOf(40), await runOf(20)];
    const kept = await readFile(checkpointFile(run, 20));
    // as a trainer leaves it that is killed ten steps behind its checkpoint, in the midst of a line
    const later = await runOf(30);
    for (const name of ['metrics.jsonl', 'samples']) await cp(join(later, name), join(run, name), { recursive: true });
    await writeFile(join(run, 'metrics.jsonl'), '{"step":31,"epo', { flag: 'a' });
    expect((await readFile(checkpointFile(run, 20))).equals(kept)).toBe(true);
    const outcome = await resume(run, '--steps', '40');
    expect(outcome.code, outcome.stderr).toBe(0);
    await expectTwins(run, whole);
  },
);

onFirstNode('takes the newest good checkpoint where the newest is damaged, and says so', async () => {
  const run = await runOf(20);
  await resume(run, '--steps', '30');
  const bytes = await readFile(checkpointFile(run, 30));
  await writeFile(checkpointFile(run, 30), bytes.subarray(0, bytes.length - 7));
  const outcome = await resume(run, '--steps', '31');
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(outcome.stderr).toContain(`Passed over the damaged checkpoint ${checkpointFile(run, 30)}`);
  const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { step: number; notices: string[] };
  expect(record.step).toBe(31);
  expect(record.notices.join()).toContain('going on from step 20');
});

onFirstNode('says on another machine that the rest is not bit for bit what it would have been', async () => {
  const run = await runOf(5);
  const file = join(run, 'run.json');
  const record = JSON.parse(await readFile(file, 'utf8')) as { versions: object };
  await writeFile(file, JSON.stringify({ ...record, versions: { ...record.versions, tensorflow: '2.9.1' } }));
  const outcome = await resume(run, '--steps', '6');
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(outcome.stderr).toMatch(/From step 5 on this run is not bit for bit .* TensorFlow was 2\.9\.1 and is /);
});

describe('refuses', () => {
  onFirstNode('a run that has nothing left to do, and leaves it as it was', async () => {
    const run = await runOf(5);
    const before = await readFile(join(run, 'run.json'), 'utf8');
    const outcome = await resume(run);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('has done 5 steps, all that it was asked for; say a larger number');
    expect(await readFile(join(run, 'run.json'), 'utf8')).toBe(before);
    // the lock was given back
    expect((await resume(run, '--steps', '6')).code).toBe(0);
  });

  onFirstNode('a run that another process trains', async () => {
    const folder = await temporaryFolder();
    const training = startStudio(['train', '--preset', 'mlp-tutorial', '--minutes', '2', '--runs', folder, '--json']);
    await training.errorOutput(/step \d+/);
    const [id = ''] = await readdir(folder);
    const outcome = await resume(join(folder, id));
    training.process.kill('SIGINT');
    expect((await training.outcome).code).toBe(0);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain(`process ${training.process.pid} on`);
  });

  onFirstNode('a folder that is no run', async () => {
    const outcome = await resume(join(await temporaryFolder(), 'nothing'));
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('There is no run folder');
  });
});
