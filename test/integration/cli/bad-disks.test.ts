import { spawn, spawnSync } from 'node:child_process';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../../src/main/runs/checkpoint';
import { temporaryFolder } from '../../temporary-folder';
import { commandLine, jsonResult, startStudio, type RunningCommand } from './studio-command';
import { expectTwins, train } from './twin-runs';

/** Does not depend on the Node. */
const onFirstNode = process.env['GAN_STUDIO_SECOND_NODE'] === undefined ? it : it.skip;
const recipe = ['--preset', 'mlp-tutorial', '--set', 'schedule.batchSize=8', '--set', 'checkpoints.everySteps=200'];

function begin(folder: string): RunningCommand {
  return startStudio(['train', '--minutes', '5', '--runs', folder, '--json', ...recipe]);
}

async function onlyRun(folder: string): Promise<string> {
  return join(folder, (await readdir(folder)).find((name) => !name.startsWith('.')) ?? 'none');
}

/** Stops a training with Ctrl-C. @returns where it stood */
async function stop(command: RunningCommand): Promise<number> {
  command.process.kill('SIGINT');
  const outcome = await command.outcome;
  expect(outcome.code, outcome.stderr).toBe(0);
  return jsonResult(outcome)['step'] as number;
}

onFirstNode(
  'training waits while its folder is away, loses no step, and goes on by itself when it is back',
  async () => {
    const folder = await temporaryFolder();
    const command = begin(folder);
    await command.errorOutput(/step \d+/);
    const run = await onlyRun(folder);
    await rename(run, `${run}.away`);
    await command.errorOutput(/Training waits: Cannot write .*; check the disk or choose another folder\./);
    await rename(`${run}.away`, run);
    await command.errorOutput(/Going on\./);
    const step = await stop(command);
    const lines = (await readFile(join(run, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { step: number }).step)).toEqual(
      Array.from({ length: step }, (_, index) => index + 1),
    );
    await expectTwins(run, await train(await temporaryFolder(), step, recipe));
  },
);

onFirstNode('a training that is stopped while it waits ends with the reason and keeps what it had', async () => {
  const folder = await temporaryFolder();
  const command = begin(folder);
  await command.errorOutput(/step \d+/);
  const run = await onlyRun(folder);
  await rename(run, `${run}.away`);
  await command.errorOutput(/Training waits/);
  command.process.kill('SIGINT');
  const outcome = await command.outcome;
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(/write-failed/);
});

onFirstNode('a training that is suspended for seconds ends as one that was not', async () => {
  const folder = await temporaryFolder();
  const command = begin(folder);
  await command.errorOutput(/step \d+/);
  command.process.kill('SIGSTOP');
  await wait(process.env['GAN_STUDIO_SLOW'] === undefined ? 3_000 : 20_000);
  command.process.kill('SIGCONT');
  await wait(500);
  const step = await stop(command);
  await expectTwins(await onlyRun(folder), await train(await temporaryFolder(), step, recipe));
});

const canMount = spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;

/** Only where file systems can be mounted: `disk` is one of 32 MB that the shell script alone sees. */
function onSmallDisk(
  script: string,
  disk: string,
  others: readonly string[],
): Promise<{ code: number | null; text: string }> {
  const mounted = `set -e; mount -t tmpfs -o size=32m none "$1"; ${script}`;
  const child = spawn('unshare', ['--mount', 'sh', '-c', mounted, 'sh', disk, ...others], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, text })));
}

describe.runIf(canMount)('on a small disk', () => {
  const awaitText =
    'await() { for i in $(seq 1200); do grep -q "$1" "$log" && return 0; sleep .1; done; cat "$log"; return 1; }';
  const start = `log="$2/log"; "$3" "$4" train --minutes 5 --runs "$1" ${recipe.join(' ')} 2> "$log" > /dev/null & pid=$!; ${awaitText}; await "step [0-9]"`;
  const end = 'await "Going on"; kill -INT $pid; wait $pid; cp -r "$1"/2* "$2/run"';

  onFirstNode.each([
    [
      'fills',
      'dd if=/dev/zero of="$1/ballast" bs=64k 2> /dev/null || true',
      'rm "$1/ballast"',
      /the disk is full; free some space/,
    ],
    // refused as busy in the moments at which the trainer has a file open
    [
      'turns read-only',
      'until mount -o remount,ro "$1" 2> /dev/null; do sleep .01; done',
      'mount -o remount,rw "$1"',
      /not writable; allow writing there/,
    ],
  ])(
    'training waits where it %s, the last checkpoint is intact, and it goes on when that is mended',
    async (_name, hurt, mend, sentence) => {
      const [disk, kept] = [await temporaryFolder(), await temporaryFolder()];
      const script = [start, hurt, 'await "Training waits"', 'cp -r "$1"/2*/checkpoints "$2/before"', mend, end].join(
        '; ',
      );
      const { code, text } = await onSmallDisk(script, disk, [kept, process.execPath, commandLine]);
      expect(code, text).toBe(0);
      expect(await readFile(join(kept, 'log'), 'utf8')).toMatch(sentence);
      const run = join(kept, 'run');
      const { checkpoint, skipped } = await openCheckpoint(run);
      expect(skipped).toEqual([]);
      await expectTwins(run, await train(await temporaryFolder(), checkpoint.step, recipe));
      // what lay there while the disk refused is whole, too
      await rm(join(run, 'checkpoints'), { recursive: true });
      await rename(join(kept, 'before'), join(run, 'checkpoints'));
      const earlier = (await readdir(join(run, 'checkpoints'))).filter((name) => name.endsWith('.safetensors'));
      if (earlier.length > 0) expect((await openCheckpoint(run)).skipped).toEqual([]);
    },
  );
});
