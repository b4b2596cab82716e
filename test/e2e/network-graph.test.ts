import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { waitUntilReady, type StudioWindow } from './studio-window';
import { chooseLanguage, setSize } from './window-look';

const shared = keptStudio();

/** Opens the editor on a preset's networks, as a graph. */
async function openGraph(studio: StudioWindow, preset: string): Promise<Locator> {
  const { page } = studio;
  await waitUntilReady(studio);
  await page.getByRole('radio', { name: preset, exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Open editor' }).click();
  await page.getByRole('radio', { name: 'Graph', exact: true }).click();
  const graph = page.getByRole('region', { name: 'Graph of both networks' });
  await graph.getByRole('button', { name: /Noise z/ }).waitFor();
  return graph;
}

const node = (graph: Locator, network: string, id: string): Locator =>
  graph.getByRole('button', { name: new RegExp(`^${network}, .* named ${id},`) });

const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-node'));

/** From the dot below one node to the dot above another. */
async function drawWire(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('A node is out of sight.');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y - 30, { steps: 6 });
  await page.mouse.move(end.x + end.width / 2, end.y, { steps: 4 });
  await page.mouse.up();
}

test('a join is put into a wire, a skip is drawn to it with the mouse, undone, and the list shows the same', async () => {
  const studio = await shared();
  const { page } = studio;
  await setSize(studio, 1440, 900);
  const graph = await openGraph(studio, 'Quick digits');

  await graph.getByRole('button', { name: 'Discriminator: wire from norm2 to leakyRelu2' }).click({ force: true });
  await graph.getByRole('button', { name: 'Put a layer into this wire' }).click();
  await page.getByRole('textbox', { name: 'Find a layer' }).fill('concat');
  await page.getByRole('option', { name: /^Concat/ }).click();
  await node(graph, 'Discriminator', 'concat').waitFor();

  await drawWire(page, node(graph, 'Discriminator', 'down2'), node(graph, 'Discriminator', 'concat'));
  await page.getByText('concat takes down2').waitFor();
  await graph.getByRole('button', { name: 'Discriminator: skip from down2 to concat' }).waitFor();
  await node(graph, 'Discriminator', 'concat').getByText('7 × 7 × 128').waitFor();
  await page.getByText('Skips: down2 → concat.').waitFor();

  await page.getByRole('radio', { name: 'Layers', exact: true }).click();
  await page.getByRole('button', { name: /Concat.*norm2 \+ down2.*7 × 7 × 128/ }).waitFor();
  await page.getByRole('radio', { name: 'Graph', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await graph.getByRole('button', { name: 'Discriminator: skip from down2 to concat' }).waitFor({ state: 'detached' });
});

test('a picked layer is set beside the graph, what that breaks is marked on both networks, and one press mends it', async () => {
  const studio = await shared();
  const { page } = studio;
  await setSize(studio, 1440, 900);
  const graph = await openGraph(studio, 'Quick digits');
  const side = page.getByRole('complementary', { name: 'Picked layer' });

  await node(graph, 'Generator', 'up4').click();
  await side.getByRole('spinbutton', { name: 'Padding' }).fill('1');
  await node(graph, 'Generator', 'up4').getByText('32 × 32 × 1').waitFor();
  await graph.getByRole('button', { name: /named tanh.*The generator makes 32 × 32 × 1, not 28 × 28 × 1/ }).click();
  await side.getByRole('button', { name: /Set padding of up4 to 3/ }).click();
  await node(graph, 'Generator', 'up4').getByText('28 × 28 × 1').waitFor();
  expect(await page.getByRole('button', { name: 'Use in run' }).isEnabled()).toBe(true);

  // what cannot be is said, and nothing changes
  await drawWire(page, node(graph, 'Generator', 'relu2'), node(graph, 'Generator', 'up2'));
  await page.getByText('That would make a circle: what it would take depends on it.').waitFor();
  await page.getByText('New run · as in Quick digits').waitFor();
});

test('the keyboard alone goes through the graph, connects, takes a wire away, removes, and adds', async () => {
  const studio = await shared();
  const { page } = studio;
  await setSize(studio, 1440, 900);
  const graph = await openGraph(studio, 'Conditional GAN 28');

  await graph.getByRole('button', { name: /Noise z/ }).focus();
  await page.keyboard.press('End');
  expect(await focused(page)).toBe('generator tanh');
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toMatch(/^discriminator /);
  await page.keyboard.press('Home');
  expect(await focused(page)).toBe('discriminator input');
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toBe('discriminator joined');

  // from the class vector straight into the join, too: the join has no shape then, and says so
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await focused(page)).toBe('discriminator classPixels');
  await page.keyboard.press('c');
  await page.getByText('Go to the layer that shall take it and press Enter. Esc lets go.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('joined takes classPixels').waitFor();
  await expect.poll(() => focused(page)).toBe('discriminator joined');
  await node(graph, 'Discriminator', 'joined').getByText('no shape').waitFor();

  // back from the node to its wires
  const wire = graph.getByRole('button', { name: /from classPixels to joined/ });
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Shift+Tab');
    if (await wire.evaluate((line) => line === document.activeElement)) break;
  }
  expect(await wire.evaluate((line) => line === document.activeElement)).toBe(true);
  await page.keyboard.press('Delete');
  await page.getByText('joined no longer takes classPixels').waitFor();
  await expect.poll(() => focused(page)).toBe('discriminator joined');
  await node(graph, 'Discriminator', 'joined').getByText('28 × 28 × 2').waitFor();

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await node(graph, 'Discriminator', 'down1').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await node(graph, 'Discriminator', 'down1').waitFor();
  await page.getByText('New run · as in Conditional GAN 28').waitFor();

  await page.getByRole('button', { name: 'Add a layer to the discriminator' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('dropout');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('discriminator dropout');
});

test('the graph is zoomed, fitted, and stays in sight of the keyboard', async () => {
  const studio = await shared();
  const { page } = studio;
  await setSize(studio, 1024, 700);
  const graph = await openGraph(studio, 'DCGAN 28');
  const end = node(graph, 'Discriminator', 'logit');
  await node(graph, 'Generator', 'up1').focus();
  const width = async (): Promise<number> => (await end.boundingBox())?.width ?? 0;
  const before = await width();
  await graph.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(width).toBeGreaterThan(before);
  await graph.getByRole('button', { name: /Noise z/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await expect
    .poll(async () => {
      const [box, pane] = [await page.locator(':focus').boundingBox(), await graph.boundingBox()];
      return box && pane && box.x >= pane.x && box.y + box.height <= pane.y + pane.height;
    })
    .toBe(true);
  await graph.getByRole('button', { name: 'Show all' }).click();
  await expect
    .poll(async () => {
      const [first, last] = [
        await graph.getByRole('button', { name: /Noise z/ }).boundingBox(),
        await end.boundingBox(),
      ];
      return first && last && first.y > 0 && last.y + last.height < 700;
    })
    .toBe(true);
});

test('the graph is free of accessibility faults in both themes and languages, and fits into 1024 x 700', async () => {
  const studio = await shared();
  const { page } = studio;
  const graph = await openGraph(studio, 'Conditional GAN 28');
  await graph.getByRole('button', { name: 'Discriminator: wire from norm2 to leakyRelu2' }).click({ force: true });
  await graph.getByRole('button', { name: 'Remove this wire' }).waitFor();
  expect(await brokenInEitherTheme(page)).toEqual([]);
  await graph.getByRole('button', { name: 'Remove this wire' }).click();
  await page.getByText('It takes nothing else, and a layer must take something.', { exact: false }).waitFor();
  await node(graph, 'Generator', 'up2').click();
  await chooseLanguage(studio, 'zh-CN');
  await page.getByRole('region', { name: '两个网络的图' }).waitFor();
  expect(await brokenRules(page), 'Chinese').toEqual([]);
  await setSize(studio, 1024, 700);
  expect(
    await page.evaluate(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
      return scrollWidth <= clientWidth && scrollHeight <= clientHeight;
    }),
  ).toBe(true);
});
