import { dirname, join } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { importDataSet } from '../../src/main/data/import-data-set';
import { usualPreparation } from '../../src/shared/preparation';
import { freshFolders, openStudio, waitUntilReady } from '../e2e/studio-window';
import { idxBytes } from '../idx-bytes';
import type { Figure } from './figure';

const dataSets = 500;
const side = 28;
const images = 60;
/** Milliseconds of scrolling, from the top down and back again. */
const scrolling = 4_000;

/** The gallery with many imported data sets in the real window: until all are there, and how it scrolls. */
export async function measureDataGallery(folder: string, repeats: number): Promise<readonly Figure[]> {
  const listed: number[] = [];
  const frames: number[] = [];
  const remembered = join(folder, 'data-sets');
  await importMany(remembered);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const studio = await openStudio({ ...(await freshFolders()), dataSets: remembered });
    await waitUntilReady(studio);
    await studio.page.getByRole('radio', { name: /^Set/ }).first().waitFor();
    listed.push(await listAgain(studio.page));
    frames.push(await scroll(studio.page));
    await studio.close();
  }
  const name = `${dataSets} data sets in the gallery`;
  return [
    { name: `${name}, to list all of them`, unit: 'ms', values: listed },
    { name: `${name}, frames while scrolling`, unit: '1/s', values: frames, goal: 'at least 55' },
  ];
}

async function importMany(remembered: string): Promise<void> {
  const sources = join(dirname(remembered), 'sources');
  mkdirSync(sources, { recursive: true });
  for (let index = 0; index < dataSets; index++) {
    const pixels = Uint8Array.from({ length: images * side * side }, (_, place) => (place * (index + 3)) % 256);
    const path = join(sources, `Set ${index}`);
    writeFileSync(path, idxBytes([images, side, side], pixels));
    const options = { side, channels: 1, preparation: usualPreparation } as const;
    await importDataSet({ path, options, folder: remembered, cacheFolder: join(sources, 'cache') });
  }
}

function listAgain(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const start = performance.now();
    await window.studio.request('data:own');
    return performance.now() - start;
  });
}

function scroll(page: Page): Promise<number> {
  return page.evaluate(
    (duration) =>
      new Promise<number>((resolve) => {
        const gallery = document.querySelector('.data-gallery') as HTMLElement;
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
          gallery.scrollTop = 28_000 * (share < 0.5 ? share : 1 - share);
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    scrolling,
  );
}
