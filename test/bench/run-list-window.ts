import type { Page } from 'playwright-core';
import { freshFolders, openStudio } from '../e2e/studio-window';
import type { Figure } from './figure';

/** Milliseconds of scrolling, from the top down and back again. */
const scrolling = 4_000;

interface Seen {
  /** From the program's first page to the last row, read at the list's own count. Milliseconds. */
  readonly listed: number;
  readonly framesPerSecond: number;
  /** From a letter in the search field to the rows that fit, drawn. Milliseconds. */
  readonly search: number;
}

/** The list of a runs folder in the real window: until all runs are there, and how it scrolls and searches. */
export async function measureRunListWindow(
  runsFolder: string,
  count: number,
  repeats: number,
): Promise<readonly Figure[]> {
  const seen: Seen[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    // the runs are only read
    const studio = await openStudio({ ...(await freshFolders()), runs: runsFolder });
    // the window starts TensorFlow and reads the data sets meanwhile, as it always does
    const listed = await waitForRows(studio.page, count);
    await studio.page
      .getByText(/^Native TensorFlow, |^CPU, |^GPU/)
      .first()
      .waitFor();
    seen.push({ listed, framesPerSecond: await scroll(studio.page), search: await search(studio.page) });
    await studio.close();
  }
  const runs = `${count.toLocaleString('en')} runs in the window`;
  return [
    { name: `${runs}, from its page to all rows`, unit: 'ms', values: seen.map(({ listed }) => listed) },
    {
      name: `${runs}, frames while scrolling`,
      unit: '1/s',
      values: seen.map(({ framesPerSecond }) => framesPerSecond),
      goal: 'at least 55',
    },
    { name: `${runs}, search`, unit: 'ms', values: seen.map(({ search }) => search), goal: 'below 100 ms' },
  ];
}

function waitForRows(page: Page, count: number): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const rows = Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount'));
          // the runs and their heading
          if (rows > wanted) resolve(performance.now());
          else setTimeout(look, 5);
        };
        look();
      }),
    count,
  );
}

function scroll(page: Page): Promise<number> {
  return page.evaluate(
    (duration) =>
      new Promise<number>((resolve) => {
        const grid = document.querySelector('[role="grid"]') as HTMLElement;
        const start = performance.now();
        let frames = 0;
        const step = (): void => {
          const share = (performance.now() - start) / duration;
          if (share >= 1) {
            resolve((1000 * frames) / (performance.now() - start));
            return;
          }
          frames++;
          // a fast hand: some 7,000 pixels a second
          grid.scrollTop = 28_000 * (share < 0.5 ? share : 1 - share);
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    scrolling,
  );
}

function search(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const field = document.querySelector('nav input[type="search"]') as HTMLInputElement;
        const grid = document.querySelector('[role="grid"]');
        const before = grid?.getAttribute('aria-rowcount');
        const start = performance.now();
        field.value = 'series-7';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        const look = (): void => {
          if (grid?.getAttribute('aria-rowcount') === before) setTimeout(look, 1);
          else requestAnimationFrame(() => resolve(performance.now() - start));
        };
        look();
      }),
  );
}
