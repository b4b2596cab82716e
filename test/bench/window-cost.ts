import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listRuns } from '../../src/main/runs/list-runs';
import { runLayout } from '../../src/main/runs/run-layout';
import {
  electronProgram,
  foldersIn,
  studioArguments,
  studioEnvironment,
  type StudioFolders,
} from '../e2e/studio-window';
import type { Figure } from './figure';
import { settling, steadySpeed } from './steady-speed';

/** What one run in the window cost. */
export interface WindowRun {
  readonly stepsPerSecond: number;
  /** Frames a second while it trained; null for a hidden window, which draws none. */
  readonly framesPerSecond: number | null;
  /** 99th percentile while it trained. Milliseconds; null for a hidden window: measuring takes some percent itself. */
  readonly eventLoopDelay: number | null;
}

/** Trains the preset in the real window, by its own buttons, for as many seconds. */
export async function trainInWindow(preset: string, seconds: number, shown: boolean): Promise<WindowRun> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-bench-'));
  const folders = foldersIn(folder);
  const out = join(folder, 'seen.json');
  try {
    await driveWindow(folders, { preset, settling, seconds, shown, out });
    const [run] = (await listRuns(folders.runs)).runs;
    if (!run) throw new Error('The window left no run behind.');
    const seen = (await readJson(out)) as { framesPerSecond: number | null; visibility: string };
    if (seen.visibility !== (shown ? 'visible' : 'hidden'))
      throw new Error(`The window's page was ${seen.visibility}.`);
    const stepsPerSecond = await steadySpeed(join(run.folder, runLayout.metrics), seconds);
    const eventLoopDelay = shown ? await readEventLoopDelay(folders) : null;
    return { stepsPerSecond, framesPerSecond: seen.framesPerSecond, eventLoopDelay };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readEventLoopDelay({ userData }: StudioFolders): Promise<number> {
  return ((await readJson(join(userData, 'event-loop-delay.json'))) as { p99Ms: number }).p99Ms;
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** What the driver does: its own words in drive-window.cjs. */
interface WindowOrder {
  readonly preset: string;
  readonly settling: number;
  readonly seconds: number;
  readonly shown: boolean;
  readonly out: string;
}

function driveWindow(folders: StudioFolders, order: WindowOrder): Promise<void> {
  const driver = resolve(import.meta.dirname, 'drive-window.cjs');
  const child = spawn(electronProgram, ['--require', driver, ...studioArguments(folders)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...studioEnvironment(folders),
      GAN_STUDIO_MEASURE: order.shown ? '1' : '0',
      GAN_STUDIO_BENCH_ORDER: JSON.stringify(order),
    },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((fulfil, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) fulfil();
      else reject(new Error(`The window ended with ${code}:\n${errors}`));
    });
  });
}

/** The window between two runs from the command line, so that both meet the same machine; ratios within a round. */
export async function measureWindowCost(
  fromCommandLine: () => Promise<number>,
  preset: string,
  repeats: number,
  seconds: number,
): Promise<readonly Figure[]> {
  const hiddenCost: number[] = [];
  const shownCost: number[] = [];
  const frames: number[] = [];
  const delays: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const before = await fromCommandLine();
    const hidden = await trainInWindow(preset, seconds, false);
    const after = await fromCommandLine();
    const shown = await trainInWindow(preset, seconds, true);
    // the machine's own speed drifts: the hidden window is compared with the command line on both sides of it
    const alone = (before + after) / 2;
    hiddenCost.push(100 * (1 - hidden.stepsPerSecond / alone));
    shownCost.push(100 * (1 - shown.stepsPerSecond / alone));
    if (shown.eventLoopDelay !== null) delays.push(shown.eventLoopDelay);
    if (shown.framesPerSecond !== null) frames.push(shown.framesPerSecond);
  }
  return [
    { name: `${preset}, cost of the hidden window`, unit: '% of steps/s', values: hiddenCost, goal: 'at most 2 %' },
    { name: `${preset}, cost of the visible window`, unit: '% of steps/s', values: shownCost },
    { name: 'frames of the window while training', unit: '1/s', values: frames, goal: 'at least 55' },
    { name: 'event-loop delay of the main process, p99', unit: 'ms', values: delays, goal: 'below 20 ms' },
  ];
}
