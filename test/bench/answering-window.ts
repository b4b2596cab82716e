import { spawn } from 'node:child_process';
import { join } from 'node:path';
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
  const answers = (await answersWhileTraining()).sort((a, b) => a - b);
  const tail = answers[Math.floor(0.95 * answers.length)] ?? Number.NaN;
  const goal = 'below 100 ms';
  const note = `${answers.length} clicks; shorter ones than 16 ms count as 16`;
  return [
    { name: 'from launch to first paint', unit: 'ms', values: paints, goal: 'below 1,000 ms' },
    { name: 'clicks while training, from press to the next frame', unit: 'ms', values: answers, goal, note },
    { name: 'clicks while training, 95th percentile', unit: 'ms', values: [tail], goal },
    { name: 'clicks while training, slowest', unit: 'ms', values: [answers.at(-1) ?? Number.NaN], goal },
  ];
}

async function firstPaint(): Promise<number> {
  const folders = await freshFolders();
  const driver = join(import.meta.dirname, 'first-paint.cjs');
  const program = spawn(electronProgram, ['--require', driver, ...studioArguments(folders)], {
    env: studioEnvironment(folders),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  program.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise((fulfil) => program.on('exit', fulfil));
  const [, found] = /"firstPaint":([\d.]+)/.exec(printed) ?? [];
  if (found === undefined) throw new Error(`The studio ended with ${String(code)} before it painted.`);
  return Number(found);
}

/** Milliseconds of each click, as the browser measures them: from the press to the frame that answers. */
async function answersWhileTraining(): Promise<number[]> {
  const studio = await openStudio(await freshFolders());
  const { page } = studio;
  await setSize(studio, 1440, 900);
  await waitUntilReady(studio);
  await train(studio);
  const answers: number[] = [];
  for (let round = 0; round < rounds; round++)
    for (const target of targets(page)) answers.push(await timeClick(page, target));
  await page.getByRole('button', { name: 'Stop' }).click();
  await studio.close();
  return answers;
}

function targets(page: Page): readonly Locator[] {
  const run = page
    .getByRole('navigation', { name: 'Runs' })
    .getByRole('button', { name: /Quick digits/ })
    .first();
  const tabs = ['Network', 'Recipe', 'Explore', 'Watch'].map((name) => page.getByRole('tab', { name }));
  const sizes = ['10 × 10', '8 × 8'].map((name) =>
    page.getByRole('radio', { name }).or(page.getByRole('button', { name })),
  );
  const learn = page.getByRole('button', { name: 'Learn', exact: true });
  return [...tabs, ...sizes, learn, learn, page.getByRole('button', { name: 'New run' }), run];
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
