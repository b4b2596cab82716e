import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { freshFolders, openStudio, studioEnvironment, type StudioFolders } from '../e2e/studio-window';
import { setSize } from '../e2e/window-look';
import type { Figure } from './figure';

const root = resolve(import.meta.dirname, '../..');
const preset = 'dcgan-28';
/** Images that each move of the slider draws anew, besides the one that is open. */
const images = 16;
/** Of dragging. Milliseconds. */
const dragging = 5_000;

interface Seen {
  readonly updatesPerSecond: number;
  /** From a move of the pointer to the frame that shows its pictures. Milliseconds. */
  readonly latencies: readonly number[];
}

/** A slider of Explore dragged in the real window: how often the pictures follow, and how soon. */
export async function measureExploring(repeats: number): Promise<readonly Figure[]> {
  const folders = await freshFolders();
  await trainShortly(folders);
  const seen: Seen[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) seen.push(await dragInWindow(folders));
  const name = `${preset}, ${images} images in Explore`;
  return [
    {
      name: `${name}, while a slider is dragged`,
      unit: 'updates/s',
      values: seen.map(({ updatesPerSecond }) => updatesPerSecond),
      goal: 'at least 10',
    },
    { name: `${name}, from pointer to pixels`, unit: 'ms', values: seen.flatMap(({ latencies }) => latencies) },
  ];
}

function trainShortly(folders: StudioFolders): Promise<void> {
  const program = spawn(
    process.execPath,
    [join(root, 'out/main/cli.js'), 'train', '--preset', preset, '--steps', '3', '--runs', folders.runs],
    { env: studioEnvironment(folders), stdio: 'ignore' },
  );
  return new Promise((fulfil, reject) => {
    program.once('error', reject);
    program.once('exit', (code) => (code === 0 ? fulfil() : reject(new Error(`The training ended with ${code}.`))));
  });
}

async function dragInWindow(folders: StudioFolders): Promise<Seen> {
  const studio = await openStudio(folders);
  const { page } = studio;
  await setSize(studio, 1440, 900);
  // starting TensorFlow and reading the data sets takes the processor
  await page
    .getByText(/^(CPU, \d+ threads?|GPU)/)
    .first()
    .waitFor();
  await page.getByRole('grid').getByRole('row').nth(1).click();
  await page.getByRole('tab', { name: 'Explore' }).click();
  for (const number of [1, 2]) await page.getByRole('option', { name: new RegExp(`^Sample ${number},`) }).click();
  await page.getByRole('spinbutton', { name: 'Steps' }).fill(String(images));
  await page.getByRole('spinbutton', { name: 'Steps' }).press('Enter');
  await page.getByRole('img', { name: `${images} images on the way A → B` }).waitFor();
  await page
    .getByRole('img', { name: /^Nine images with/ })
    .first()
    .waitFor();
  await watchStrip(page);
  const latencies = await moveSingly(page);
  const updatesPerSecond = await drag(page);
  await studio.close();
  return { updatesPerSecond, latencies };
}

declare global {
  interface Window {
    /** Frames in which the strip was painted anew, and the last move of the pointer. */
    benchStrip: { paints: number; movedAt: number; shownAt: number };
  }
}

async function watchStrip(page: Page): Promise<void> {
  await page.evaluate(() => {
    const strip = [...document.querySelectorAll('canvas')].find((canvas) =>
      / on the way /.test(canvas.ariaLabel ?? ''),
    );
    if (!strip) throw new Error('There is no strip.');
    const state = { paints: 0, movedAt: 0, shownAt: 0 };
    window.benchStrip = state;
    window.addEventListener('pointermove', () => (state.movedAt = performance.now()), { capture: true });
    // each painting sets the canvas' size anew; it is seen with the frame after it
    const observer = new MutationObserver(() =>
      requestAnimationFrame(() => {
        state.paints++;
        state.shownAt = performance.now();
      }),
    );
    observer.observe(strip, { attributes: true, attributeFilter: ['width'] });
  });
}

async function grasp(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const thumb = page.getByRole('group', { name: 'All dimensions' }).getByRole('slider').first();
  const box = await thumb.boundingBox();
  if (!box) throw new Error('There is no slider.');
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(place.x, place.y);
  await page.mouse.down();
  return place;
}

async function moveSingly(page: Page): Promise<readonly number[]> {
  const { x, y } = await grasp(page);
  const latencies: number[] = [];
  for (let move = 1; move <= 20; move++) {
    await page.mouse.move(x + (move % 2 === 0 ? 12 : -12), y);
    const latency = await page.waitForFunction(() => {
      const { movedAt, shownAt } = window.benchStrip;
      return shownAt > movedAt ? shownAt - movedAt : null;
    });
    latencies.push(Number(await latency.jsonValue()));
    // what the move set off besides is over
    await page.waitForTimeout(500);
  }
  await page.mouse.up();
  return latencies;
}

async function drag(page: Page): Promise<number> {
  const { x, y } = await grasp(page);
  const before = await page.evaluate(() => window.benchStrip.paints);
  const start = performance.now();
  for (let move = 0; performance.now() - start < dragging; move++) {
    await page.mouse.move(x + 40 * Math.sin(move / 9), y);
    await page.waitForTimeout(16);
  }
  const seconds = (performance.now() - start) / 1000;
  const after = await page.evaluate(() => window.benchStrip.paints);
  await page.mouse.up();
  return (after - before) / seconds;
}
