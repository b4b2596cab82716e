import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openCheckpoint } from '../../../src/main/runs/checkpoint';
import { listCheckpoints } from '../../../src/main/runs/pins';
import { readRun } from '../../../src/main/runs/read-run';
import { uniformNumbers } from '../../../src/shared/random';
import { temporaryFolder } from '../../temporary-folder';
import { startStudio } from './studio-command';
import { expectTwins, resume, train } from './twin-runs';

const isSlowRun = process.env['GAN_STUDIO_SLOW'] !== undefined;
const kills = isSlowRun ? 200 : 20;
const seed = Number(process.env['GAN_STUDIO_KILL_SEED'] ?? 1);
/** Does not depend on the Node. */
const onFirstNode = process.env['GAN_STUDIO_SECOND_NODE'] === undefined ? it : it.skip;

/** Saving takes about as long as the steps between two checkpoints. */
const recipe = [
  ...['--preset', 'mlp-tutorial', '--set', 'schedule.batchSize=2'],
  ...['--set', 'networks.generator.layers.dense1.units=8', '--set', 'networks.generator.layers.dense2.units=8'],
  ...['--set', 'networks.discriminator.layers.dense1.units=8', '--set', 'networks.discriminator.layers.dense2.units=8'],
  ...['--set', 'checkpoints.everySteps=4', '--set', 'samples.everySteps=10'],
];
/** Longest time from a sign of life to the kill. Milliseconds. */
const longestLife = isSlowRun ? 1_200 : 600;

async function acknowledgedStep(run: string): Promise<number> {
  const { checkpointStep } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as {
    checkpointStep: number | null;
  };
  return checkpointStep ?? 0;
}

/** What holds of a run whose trainer was killed at whatever moment. */
async function expectOpens(run: string): Promise<void> {
  const { summary, damagedSheets } = await readRun(run);
  expect(summary.state).toBe('interrupted');
  expect(damagedSheets).toEqual([]);
  const acknowledged = await acknowledgedStep(run);
  if ((await listCheckpoints(run)).length === 0) {
    expect(acknowledged).toBe(0);
    return;
  }
  const { checkpoint, skipped } = await openCheckpoint(run);
  expect(skipped).toEqual([]);
  expect(checkpoint.step).toBeGreaterThanOrEqual(acknowledged);
}

onFirstNode(
  `${kills} kills at random moments of training and saving lose nothing, and the run ends as the one that was never stopped`,
  async () => {
    const folder = await temporaryFolder();
    const lives = uniformNumbers({ seed, stream: 1, step: 0 }, kills, 0, longestLife);
    let run = '';
    let reached = 0;
    for (const [index, life] of lives.entries()) {
      const command =
        run === ''
          ? startStudio(['train', '--steps', '100000', '--runs', folder, ...recipe])
          : startStudio(['resume', '--run', run]);
      // every other one after a step, so that the run gets on also where compiling outlasts a life on a busy machine
      await command.errorOutput(index % 2 === 0 ? /Run folder: / : /step \d+ · /);
      await wait(life);
      command.process.kill('SIGKILL');
      expect((await command.outcome).code, `kill ${index}`).toBeNull();
      run ||= join(folder, (await readdir(folder)).find((name) => !name.startsWith('.')) ?? 'none');
      await expectOpens(run);
      const { step } = (await readRun(run)).summary;
      reached = Math.max(reached, await acknowledgedStep(run));
      expect(step).toBeGreaterThanOrEqual(0);
    }
    console.log(`${kills} kills, seed ${seed}: the run stood at step ${reached}.`);
    expect(reached).toBeGreaterThan(0);
    const end = reached + 7;
    expect((await resume(run, '--steps', String(end))).code).toBe(0);
    const whole = await train(await temporaryFolder(), end, recipe);
    await expectTwins(run, whole);
  },
);
