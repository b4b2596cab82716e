import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    readonly axe?: { run(options: RunOptions): Promise<AxeResults> };
  }
}

/** All else that is checked is the same in every theme. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/** Rules that the page breaks once it stands still, each with the places where it does. @param only names; else all */
export async function brokenRules(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  await isWhole(page);
  await standsStill(page);
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(await axeSource);
  const options: RunOptions = { resultTypes: ['violations'], ...(only ? { runOnly: [...only] } : {}) };
  const violations = await page.evaluate(async (wish) => (await window.axe?.run(wish))?.violations, options);
  if (!violations) throw new Error('The page has lost what checks it.');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Rules that the page breaks on a system of either theme. */
export async function brokenInEitherTheme(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const inLight = await brokenRules(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await brokenRules(page, rulesOfColours);
  await page.emulateMedia({ colorScheme: null });
  return [...inLight.map((rule) => `light, ${rule}`), ...inDark.map((rule) => `dark, ${rule}`)];
}

/** A window that has just opened draws its frame before what is in it. */
async function isWhole(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main') !== null && document.querySelector('h1') !== null);
}

/** Colours on their way from one theme to the other have a contrast that nobody reads by; what turns for ever is left out. */
async function standsStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity),
  );
}
