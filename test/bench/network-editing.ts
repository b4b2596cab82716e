import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPinia, setActivePinia } from 'pinia';
import type { Page } from 'playwright-core';
import { designOf } from '../../src/renderer/network-editing/network-design';
import { useNetworkDesign } from '../../src/renderer/stores/network-design';
import { useNetworkEditor } from '../../src/renderer/stores/network-editor';
import { freshFolders, openStudio } from '../e2e/studio-window';
import { deepRecipe } from './deep-recipe';
import type { Figure } from './figure';

const layersEach = 200;
const keystrokes = 40;
const goal = 'at most 16 ms';

/** What a key in a layer's field costs where both networks have 200 layers: the computing alone, and in the real window. */
export async function measureNetworkEditing(folder: string): Promise<readonly Figure[]> {
  return [computing(), ...(await inTheWindow(folder))];
}

/** Shapes, parameters, problems and differences of both networks after each key, as the editor's stores have them. */
function computing(): Figure {
  setActivePinia(createPinia());
  const networks = useNetworkDesign();
  const editor = useNetworkEditor();
  networks.begin(designOf(deepRecipe(layersEach)));
  const values = Array.from({ length: keystrokes }, (_, key) => {
    const layer = networks.design.networks.generator.layers.find(({ id }) => id === 'up1');
    if (!layer) throw new Error('The deep generator has no up1.');
    const start = performance.now();
    editor.setField('generator', layer, 'filters', 64 + key);
    const seen = networks.traces.generator.length + networks.problems.length + networks.differences.length;
    if (seen <= layersEach) throw new Error('Nothing was computed.');
    return performance.now() - start;
  });
  return { name: `${layersEach} layers in each network, a key, computing`, unit: 'ms', values, goal };
}

async function inTheWindow(folder: string): Promise<readonly Figure[]> {
  const file = join(folder, 'deep.json');
  await writeFile(file, JSON.stringify(deepRecipe(layersEach)));
  const studio = await openStudio(await freshFolders());
  const { app, page } = studio;
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('button', { name: 'Open recipe…' }).click();
  await page.getByText(`From the file ${file}`).waitFor();
  await page.getByRole('button', { name: 'Open editor' }).click();
  await page.getByRole('button', { name: /Transposed conv 128,/ }).click();
  const inList = await type(page);
  await page.getByRole('radio', { name: 'Graph', exact: true }).click();
  await page.getByRole('button', { name: /named tanh,/ }).waitFor();
  const inGraph = await type(page);
  await studio.close();
  return (['list', 'graph'] as const).map((view): Figure => ({
    name: `${layersEach} layers in each network, a key in the window's ${view}, all of its script`,
    unit: 'ms',
    values: view === 'list' ? inList : inGraph,
    note: 'shapes, problems and drawing; without the browser’s painting',
  }));
}

/** From each key until all that it set off has run. Milliseconds. */
async function type(page: Page): Promise<readonly number[]> {
  await page.getByRole('spinbutton', { name: 'Filters' }).focus();
  return page.evaluate(async (count) => {
    const field = document.activeElement as HTMLInputElement;
    const values: number[] = [];
    for (let key = 0; key < count; key++) {
      // no key before the frame of the last one is drawn
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      field.value = String(64 + key);
      const start = performance.now();
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      // after everything that waits as a microtask
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
      values.push(performance.now() - start);
    }
    return values;
  }, keystrokes);
}
