import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import {
  electronProgram,
  freshFolders,
  openStudio,
  studioArguments,
  studioEnvironment,
  train,
  waitUntilReady,
} from '../e2e/studio-window';
import { setSize } from '../e2e/window-look';
import type { Figure } from './figure';

/** Milliseconds. */
const restAfterStart = 2_000;

/** How often each button is pressed while the run trains. */
const rounds = 5;

/** How soon the window is there, and how soon it answers a click while a run trains. */
export async function measureAnswering(repeats: number): Promise<readonly Figure[]> {
  const paints: number[] = [];
  // the first start fills the system's cache of files
  for (let repeat = 0; repeat <= repeats; repeat++) {
    const paint = await firstPaint();
    if (repeat > 0) paints.push(paint);
  }
  const clicks = await clicksWhileTraining();
  const answers = clicks.map(({ duration }) => duration).sort((a, b) => a - b);
  const tail = answers[Math.floor(0.95 * answers.length)] ?? Number.NaN;
  const goal = 'below 100 ms';
  const note = `${answers.length} clicks; shorter ones than 16 ms count as 16`;
  return [
    { name: 'from launch to first paint', unit: 'ms', values: paints, goal: 'below 1,000 ms' },
    { name: 'clicks while training, from press to the next frame', unit: 'ms', values: answers, goal, note },
    { name: 'clicks while training, 95th percentile', unit: 'ms', values: [tail], goal },
    { name: 'clicks while training, slowest', unit: 'ms', values: [answers.at(-1) ?? Number.NaN], goal },
    ...[...new Set(clicks.map(({ name }) => name))].map((target) => ({
      name: `a click on ${target}`,
      unit: 'ms',
      values: clicks.filter(({ name }) => name === target).map(({ duration }) => duration),
    })),
  ];
}

async function firstPaint(): Promise<number> {
  const folders = await freshFolders();
  const driver = join(import.meta.dirname, 'first-paint.cjs');
  const launchedAt = Date.now();
  const program = spawn(electronProgram, ['--require', driver, ...studioArguments(folders)], {
    env: { ...studioEnvironment(folders), GAN_STUDIO_LAUNCHED_AT: String(launchedAt) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  program.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise((fulfil) => program.on('exit', fulfil));
  // its workers, begun as it painted, end behind it; the next start has the machine to itself
  await pause(restAfterStart);
  const [, found] = /"firstPaint":([\d.]+)/.exec(printed) ?? [];
  if (found === undefined) throw new Error(`The studio ended with ${String(code)} before it painted.`);
  return Number(found);
}

interface Click {
  /** What was clicked. */
  readonly name: string;
  /** As the browser measures it: from the press to the frame that answers. Milliseconds. */
  readonly duration: number;
}

async function clicksWhileTraining(): Promise<readonly Click[]> {
  const studio = await openStudio(await freshFolders());
  const { page } = studio;
  await setSize(studio, 1440, 900);
  await waitUntilReady(studio);
  await train(studio);
  const clicks: Click[] = [];
  for (let round = 0; round < rounds; round++)
    for (const { name, target } of targets(page)) clicks.push({ name, duration: await timeClick(page, target) });
  await page.getByRole('button', { name: 'Stop' }).click();
  await studio.close();
  return clicks;
}

function targets(page: Page): readonly { readonly name: string; readonly target: Locator }[] {
  const run = page
    .getByRole('navigation', { name: 'Runs' })
    .getByRole('button', { name: /Quick digits/ })
    .first();
  const tabs = ['Network', 'Recipe', 'Explore', 'Watch'].map((name) => ({
    name,
    target: page.getByRole('tab', { name }),
  }));
  const sizes = ['10 × 10', '8 × 8'].map((name) => ({
    name,
    target: page.getByRole('radio', { name }).or(page.getByRole('button', { name })),
  }));
  const learn = page.getByRole('button', { name: 'Learn', exact: true });
  return [
    ...tabs,
    ...sizes,
    { name: 'Learn, to open it', target: learn },
    { name: 'Learn, to close it', target: learn },
    { name: 'New run', target: page.getByRole('button', { name: 'New run', exact: true }) },
    { name: 'the run in the list', target: run },
  ];
}

async function timeClick(page: Page, target: Locator): Promise<number> {
  await page.evaluate(() => {
    const seen: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (/^(pointerdown|pointerup|click)$/.test(name)) seen.push(duration);
    });
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    Object.assign(window, { clickDurations: seen });
  });
  await target.first().click();
  return page.evaluate(async () => {
    // the browser tells what it measured after the frame
    for (let frame = 0; frame < 4; frame++) await new Promise((fulfil) => requestAnimationFrame(fulfil));
    await new Promise((fulfil) => setTimeout(fulfil, 150));
    return Math.max(16, ...(window as unknown as { clickDurations: number[] }).clickDurations);
  });
}
