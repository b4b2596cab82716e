/** What a window of 1024 x 700 leaves at twice the size of everything: pages scroll down, not sideways. */
import type { Locator, Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { pressShortcut } from './press-shortcut';
import { type SharedStudio } from './shared-studio';
import { putRun } from './trained-runs';
import { allowAnySize, setSize } from './window-look';

const openStudio = keptStudio(async (folders) => {
  for (const run of ['digits', 'tooFast', 'shorter'] as const) await putRun(folders, run);
});
let studio: SharedStudio;
let page: Page;

beforeEach(async () => {
  studio = await openStudio();
  page = studio.page;
  await allowAnySize(studio);
});

const rowOf = (seed: number): Locator =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name: new RegExp(`^Quick digits, seed ${seed}\\b`) });

/** What lies beyond the right edge, or is wider than the box that it scrolls in. */
function sideways(): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *:not(svg *)')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const scrolls = (overflowX === 'auto' || overflowX === 'scroll') && element.clientWidth > 0;
        const { width, right } = element.getBoundingClientRect();
        return (scrolls && element.scrollWidth > element.clientWidth + 1) || (width > 1 && right > innerWidth + 1);
      })
      .map(({ tagName, className }) => `${tagName} ${className}`),
  );
}

/** All of it, first at 512 px and then as high as half of a low window, in which everything can still be reached. */
async function expectNarrow(...reached: readonly Locator[]): Promise<void> {
  for (const [width, height] of [
    [720, 450],
    [512, 350],
  ] as const) {
    await setSize(studio, width, height);
    await expect.poll(sideways).toEqual([]);
    for (const target of reached) await target.click({ trial: true, timeout: 10_000 });
  }
  expect(await brokenRules(page)).toEqual([]);
}

test('New run', async () => {
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('radio', { name: 'MNIST' }).waitFor();
  await expectNarrow(
    page.getByRole('button', { name: /^Train/ }),
    page.getByRole('button', { name: 'Open editor' }),
    page.getByRole('checkbox', { name: /TensorBoard/ }),
    page.getByRole('button', { name: 'Learn', exact: true }),
  );
});

test('Watch', async () => {
  await rowOf(1).click();
  await page.getByRole('img', { name: /^Sheet of \d+ generated images/ }).waitFor();
  await expectNarrow(
    page.getByRole('button', { name: 'Play the stored sheets' }),
    page.getByRole('radio', { name: 'Raw' }),
    page.getByRole('button', { name: 'Charts' }),
    page.getByRole('button', { name: 'Copy image' }),
    page.getByRole('button', { name: 'Export', exact: true }),
  );
});

test.each([
  ['Explore', /^(More|Walk)$/],
  ['Network', 'Measure gradients'],
  ['Recipe', 'Use as start of a new run'],
] as const)('%s', async (tab, button) => {
  await rowOf(1).click();
  await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('button', { name: button, disabled: false }).first().waitFor();
  await expectNarrow(
    page.getByRole('button', { name: button, disabled: false }).first(),
    page.getByRole('button', { name: 'Details of the run' }),
    page.getByRole('button', { name: 'Export', exact: true }),
  );
});

test('Compare', async () => {
  await rowOf(1).click();
  for (const seed of [2, 3]) await rowOf(seed).click({ modifiers: ['Control'] });
  await pressShortcut(studio, 'C', ['control', 'shift']);
  await page.getByRole('region', { name: /^C: / }).getByRole('img').waitFor();
  await expectNarrow(
    page.getByRole('button', { name: 'Saved comparisons' }),
    page.getByRole('region', { name: /^C: / }).getByRole('button', { name: /^Export from/ }),
    page.getByRole('slider', { name: 'Position of all runs' }),
    page.getByRole('button', { name: 'Charts' }),
    page.getByRole('radio', { name: 'At the slider' }),
    page.getByRole('switch', { name: 'Only differences' }),
  );
});

test('Editor', async () => {
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('button', { name: 'Open editor' }).click();
  const generator = page.getByRole('region', { name: 'Generator' });
  await generator
    .getByRole('button', { name: /Transposed conv/ })
    .first()
    .click();
  await expectNarrow(
    generator.getByRole('spinbutton', { name: 'Filters' }),
    page.getByRole('button', { name: 'Add a layer to the discriminator' }),
    page.getByRole('button', { name: 'Mirror G from D' }),
    page.getByRole('radio', { name: 'Graph', exact: true }),
    page.getByRole('button', { name: 'Use in run' }),
  );
});
