import { spawn } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { runLayout } from '../../src/main/runs/run-layout';
import { asTable, median, thisMachine, type Figure } from '../bench/figure';
import {
  answerSaveDialog,
  freshFolders,
  openStudio,
  studioEnvironment,
  train,
  waitUntilReady,
  type StudioFolders,
  type StudioWindow,
} from '../e2e/studio-window';
import { setSize } from '../e2e/window-look';
import { memoryOfTree } from './process-memory';

/** Of the whole soak; shorter ones are for trying it. */
const minutes = Number(process.env['GAN_STUDIO_SOAK_MINUTES'] ?? 30);
/** A phase lasts at least as long. Milliseconds. */
const phaseTime = 12_000;
/** What a process may have more at the end than after its first third: as a share, and in bytes. */
const growth = { share: 0.1, bytes: 24 * 1024 * 1024 } as const;
const program = resolve(import.meta.dirname, '../../out/main/cli.js');

/** What a person does for a while, again and again, until `isOver`. */
type Phase = (studio: StudioWindow, isOver: () => boolean) => Promise<void>;

const runRow = (page: Page, name: RegExp) => page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name });
const training = /^Quick digits, seed 7\b/;
const openRun = async (page: Page, name: RegExp, tab: string): Promise<void> => {
  await runRow(page, name).click();
  await page.getByRole('tab', { name: tab }).click();
};

const phases: Readonly<Record<string, Phase>> = {
  watching: async ({ page }, isOver) => {
    await openRun(page, training, 'Watch');
    while (!isOver()) await page.waitForTimeout(500);
  },
  scrubbing: async ({ page }, isOver) => {
    await openRun(page, training, 'Watch');
    const slider = page.getByRole('slider', { name: 'Stored sheets' });
    while (!isOver()) {
      await slider.press('Home');
      for (let move = 0; move < 10; move++) await slider.press('ArrowRight');
      await slider.press('End');
      await slider.press('ArrowLeft');
    }
    await slider.press('End');
  },
  exploring: async ({ page }, isOver) => {
    await openRun(page, /^Quick digits, seed 1\b/, 'Explore');
    const sample = (number: number) => page.getByRole('option', { name: new RegExp(`^Sample ${number},`) });
    for (let first = 1; !isOver(); first = (first % 40) + 1) {
      await sample(first).click();
      await sample(first + 1).click();
      await page.getByRole('img', { name: /images on the way/ }).waitFor();
      const thumb = page.getByRole('group', { name: 'All dimensions' }).getByRole('slider').first();
      for (let move = 0; move < 20; move++) await thumb.press(move % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    }
  },
  comparing: async ({ page }, isOver) => {
    await runRow(page, /^Quick digits, seed 1\b/).click();
    await runRow(page, /^Quick digits, seed 2\b/).click({ modifiers: ['Control'] });
    await page.getByRole('button', { name: 'Compare 2 runs' }).click();
    const slider = page.getByRole('slider', { name: 'Position of all runs' });
    while (!isOver()) {
      await slider.press('Home');
      for (let move = 0; move < 4; move++) await slider.press('ArrowRight');
    }
  },
  exporting: async (studio, isOver) => {
    const { page } = studio;
    await openRun(page, /^Quick digits, seed 1\b/, 'Watch');
    const kinds = { Sheet: 'png', 'Animated training': 'gif', Report: 'html' };
    while (!isOver()) {
      for (const [kind, ending] of Object.entries(kinds)) {
        await page.getByRole('button', { name: 'Export', exact: true }).click();
        const dialog = page.getByRole('dialog', { name: 'Export' });
        await dialog.getByRole('radio', { name: kind, exact: true }).click();
        await answerSaveDialog(studio, join(desk, `figure.${ending}`));
        await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
        await dialog.waitFor({ state: 'detached' });
      }
    }
  },
  hidden: async ({ app, page }, isOver) => {
    await openRun(page, training, 'Watch');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    while (!isOver()) await new Promise((fulfil) => setTimeout(fulfil, 500));
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
  },
};

let desk = '';

async function trainShortly(folders: StudioFolders, seed: number): Promise<void> {
  const settings = ['--preset', 'quick-digits', '--seed', String(seed), '--steps', '40'];
  const command = [program, 'train', ...settings, '--set', 'samples.everySteps=10', '--runs', folders.runs];
  const child = spawn(process.execPath, command, { env: studioEnvironment(folders), stdio: 'ignore' });
  expect(await new Promise((fulfil) => child.once('exit', fulfil))).toBe(0);
}

/** Begins a run that outlasts the soak. */
async function beginTraining(studio: StudioWindow): Promise<void> {
  const { page } = studio;
  await waitUntilReady(studio);
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'minutes' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill(String(Math.ceil(minutes) + 30));
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await train(studio);
}

/** The last step that the run has written, and its time. Bounded, however long the file is. */
async function progressOf(metrics: string): Promise<{ readonly step: number; readonly seconds: number }> {
  const file = await open(metrics, 'r');
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, 4096));
    await file.read(tail, 0, tail.length, size - tail.length);
    const last = tail.toString('utf8').split('\n').slice(0, -1).at(-1) ?? '';
    return JSON.parse(last) as { step: number; seconds: number };
  } finally {
    await file.close();
  }
}

/** Values by name, in the order of the cycles. */
class Records {
  readonly #values = new Map<string, number[]>();

  add(name: string, value: number): void {
    this.#values.set(name, [...(this.#values.get(name) ?? []), value]);
  }

  entries(): readonly (readonly [string, readonly number[]])[] {
    return [...this.#values];
  }
}

test(`a window that is used for ${minutes} minutes while it trains keeps flat memory in all processes`, async () => {
  const folders = await freshFolders();
  desk = join(folders.userData, 'desk');
  for (const seed of [1, 2]) await trainShortly(folders, seed);
  const studio = await openStudio(folders);
  await mkdir(desk);
  // what is watched is memory; a busy machine may take its time
  studio.page.setDefaultTimeout(180_000);
  await setSize(studio, 1440, 900);
  await beginTraining(studio);
  const run = (await listRuns(folders.runs)).runs.find(({ seed }) => seed === 7);
  if (!run) throw new Error('No run is training.');
  const metrics = join(run.folder, runLayout.metrics);

  const speeds = new Records();
  const memory = new Records();
  const rootProcess = studio.app.process().pid;
  if (rootProcess === undefined) throw new Error('The program has ended.');
  for (const end = Date.now() + 60_000 * minutes; Date.now() < end;) {
    for (const [name, phase] of Object.entries(phases)) {
      const over = Date.now() + phaseTime;
      const before = await progressOf(metrics);
      await phase(studio, () => Date.now() >= over);
      const after = await progressOf(metrics);
      speeds.add(name, (after.step - before.step) / (after.seconds - before.seconds));
    }
    for (const { name, resident } of await memoryOfTree(rootProcess)) memory.add(name, resident);
    await rm(desk, { recursive: true, force: true });
    await mkdir(desk);
  }
  await runRow(studio.page, training).click();
  await studio.page.getByRole('button', { name: 'Stop' }).click();

  const figures: Figure[] = [
    ...speeds.entries().map(([name, values]) => ({ name: `quick-digits while ${name}`, unit: 'steps/s', values })),
    ...memory.entries().map(([name, values]) => {
      const [early, late] = thirds(values.map((bytes) => bytes / 1024 / 1024));
      return { name: `memory of ${name}`, unit: 'MiB', values: [early, late], note: 'second and last third' };
    }),
  ];
  console.log(`${JSON.stringify(thisMachine())}\n\n${asTable(figures)}`);
  for (const [name, values] of memory.entries()) {
    const [early, late] = thirds(values);
    expect(late, name).toBeLessThanOrEqual(early * (1 + growth.share) + growth.bytes);
  }
});

/** Medians of the second and of the last third: what fills in the beginning is no leak. */
function thirds(values: readonly number[]): readonly [number, number] {
  const third = Math.ceil(values.length / 3);
  const early = values.length < 3 ? values : values.slice(third, 2 * third);
  return [median(early), median(values.slice(-third))];
}
