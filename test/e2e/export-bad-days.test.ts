/** Exporting onto a disk that refuses: every figure, a model and a whole run say what happened, and nothing half-written is left. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keptStudio } from './kept-studio';
import { type SharedStudio } from './shared-studio';
import { answerSaveDialog } from './studio-window';
import { putRun } from './trained-runs';

const openStudio = keptStudio(async (folders) => {
  await putRun(folders, 'digits');
});

function mount(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder]).status === 0;
}

function unmount(folder: string): void {
  spawnSync('umount', [folder]);
}

/** Only root may, and not everywhere. */
function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'gan-studio-e2e-'));
  const isMounted = mount(folder, 'size=64k');
  if (isMounted) unmount(folder);
  rmdirSync(folder);
  return isMounted;
}

/** A file system in memory that goes with the test. */
async function mountDisk({ folders }: SharedStudio, name: string, options: string): Promise<string> {
  const disk = join(folders.desk, name);
  await mkdir(disk, { recursive: true });
  expect(mount(disk, options)).toBe(true);
  onTestFinished(() => unmount(disk));
  return disk;
}

/** Until not one byte more has room. */
async function fill(disk: string): Promise<void> {
  const ballast = await open(join(disk, 'ballast'), 'w');
  const refused = await (async () => {
    for (;;) await ballast.write(Buffer.alloc(4096));
  })().catch((error: unknown) => error);
  await ballast.close();
  expect(refused).toMatchObject({ code: 'ENOSPC' });
}

/** Export, opened from Explore where two latents are picked: all figures are offered. */
async function openExport({ page }: SharedStudio): Promise<Locator> {
  await page.getByRole('grid', { name: 'Runs' }).getByRole('button').first().click();
  await page.getByRole('tab', { name: 'Explore' }).click();
  for (const number of [1, 2]) await page.getByRole('option', { name: new RegExp(`^Sample ${number},`) }).click();
  await page.getByRole('button', { name: 'Save as GIF…', disabled: false }).click();
  return page.getByRole('dialog', { name: 'Export' });
}

const kinds = [
  ...['Sheet', 'Stages', 'Interpolation', 'Animated training', 'Animated latents'],
  ...['Picked latents', 'Curves', 'Report', 'Real images'],
] as const;

/** Tries every figure, and those that are written piece by piece in each way. */
async function tryAll(studio: SharedStudio, disk: string, sentence: string): Promise<void> {
  const dialog = await openExport(studio);
  const refuses = async (name: string): Promise<void> => {
    const path = join(disk, name);
    await answerSaveDialog(studio, path);
    await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
    await dialog.getByRole('alert').getByText(`Cannot write ${path}`).getByText(sentence).waitFor();
  };
  for (const [index, kind] of kinds.entries()) {
    await dialog.getByRole('radio', { name: kind, exact: true }).click();
    await refuses(`figure-${index}${kind === 'Report' ? '.html' : /^(Ani|Pic)/.test(kind) ? '.gif' : '.png'}`);
  }
  await dialog.getByRole('radio', { name: 'Curves', exact: true }).click();
  for (const format of ['CSV', 'SVG']) {
    await dialog.getByRole('radio', { name: format }).click();
    await refuses(`curves.${format.toLowerCase()}`);
  }
  await dialog.getByRole('radio', { name: 'Sheet', exact: true }).click();
  await dialog.getByRole('radio', { name: 'One an image' }).click();
  await refuses('images');
  await dialog.getByRole('button', { name: 'Close' }).click();

  const { page } = studio;
  await page.getByRole('tab', { name: 'Watch' }).click();
  for (const [format, name] of [
    ['Model for ONNX', 'model.onnx'],
    ['The whole run as ZIP', 'run.zip'],
  ] as const) {
    const path = join(disk, name);
    await answerSaveDialog(studio, path);
    await page.getByRole('button', { name: 'Export model' }).click();
    await page.getByRole('menuitem', { name: format }).click();
    await page.getByRole('alert').getByText(`Cannot write ${path}`).getByText(sentence).waitFor();
  }
}

describe.runIf(mayMount())(
  'where the disk refuses, every export says so, leaves nothing behind, and the next place takes it',
  () => {
    test('a full disk', async () => {
      const studio = await openStudio();
      const disk = await mountDisk(studio, 'full', 'size=64k');
      await fill(disk);
      await tryAll(studio, disk, 'the disk is full; free some space or choose another folder.');
      expect(await readdir(disk)).toEqual(['ballast']);

      const { page, folders } = studio;
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      const path = join(folders.desk, 'sheet.png');
      await answerSaveDialog(studio, path);
      await page.getByRole('button', { name: 'Save…', disabled: false }).click();
      await page.getByText(`Written: ${path}`).waitFor();
    });

    test('a folder that may only be read', async () => {
      const studio = await openStudio();
      const disk = await mountDisk(studio, 'read-only', 'ro,size=64k');
      await tryAll(studio, disk, 'the folder is not writable; allow writing there or choose another folder.');
      expect(await readdir(disk)).toEqual([]);
    });
  },
);
