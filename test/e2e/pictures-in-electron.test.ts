import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { buildFixture } from '../build-fixture';
import { electronProgram } from './studio-window';

interface Packing {
  readonly isElectron: boolean;
  readonly count: number;
  readonly skipped: number;
  /** Of all packed pixels. */
  readonly fingerprint: string;
  /** Most memory of the process. */
  readonly megabytes: number;
}

const side = 500;
/** All of them decoded are 429 MB. */
const pictures = 600;
const mostMegabytes = 400;

function picture(mean: number): Sharp {
  const noise = { type: 'gaussian', mean, sigma: 40 } as const;
  return sharp({ create: { width: side, height: side, channels: 3, noise, background: '#000' } });
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Ordinary JPEGs. */
async function folderOfPictures(count: number): Promise<string> {
  const folder = await temporaryFolder();
  const kinds = await Promise.all([90, 110, 130].map((mean) => picture(mean).blur(2).jpeg().toBuffer()));
  for (let index = 0; index < count; index++) {
    await writeFile(join(folder, `${index}.jpg`), kinds[index % kinds.length] ?? '');
  }
  return folder;
}

/** A few of them, and one of each other kind, which only the decoder of general pictures reads. */
async function folderOfKinds(): Promise<string> {
  const folder = await folderOfPictures(20);
  const others = {
    'progressive.jpg': picture(80).jpeg({ progressive: true }),
    'turned.jpg': picture(80).resize(300, 200).withMetadata({ orientation: 6 }).jpeg(),
    'large.jpg': picture(80).resize(1800, 1300).jpeg(),
    'printed.jpg': picture(80).toColourspace('cmyk').jpeg(),
    'lossy.webp': picture(80).webp(),
    'first.gif': picture(80).gif(),
    'packed.tiff': picture(80).tiff({ compression: 'lzw' }),
    'deep.png': picture(80).toColourspace('rgb16').png(),
  };
  for (const [name, other] of Object.entries(others)) await other.toFile(join(folder, name));
  return folder;
}

async function packIn(program: string, script: string, folder: string, cache: string) {
  const { stdout, stderr } = await promisify(execFile)(program, [script, folder, cache], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 1024 * 1024 * 1024,
  });
  return { packing: JSON.parse(stdout) as Packing, stderr };
}

test('pictures are packed inside Electron as in plain Node, to the pixel, and memory does not grow', async () => {
  const fixture = await buildFixture('test/fixtures/pack-pictures.ts');
  onTestFinished(() => fixture.remove());
  const cache = await temporaryFolder();
  const pack = (program: string, folder: string, name: string) =>
    packIn(program, fixture.script, folder, join(cache, name));
  const kinds = await folderOfKinds();
  const inElectron = await pack(electronProgram, kinds, 'electron');
  const inNode = await pack(process.execPath, kinds, 'node');
  expect(inElectron.packing).toMatchObject({ isElectron: true, count: 28, skipped: 0 });
  expect(inNode.packing).toMatchObject({ isElectron: false, count: 28, skipped: 0 });
  expect(inElectron.packing.fingerprint).toBe(inNode.packing.fingerprint);
  // what two mixed GLibs complain of
  expect(inElectron.stderr).not.toContain('GLib');

  const { packing } = await pack(electronProgram, await folderOfPictures(pictures), 'many');
  expect(packing).toMatchObject({ isElectron: true, count: pictures, skipped: 0 });
  expect(packing.megabytes).toBeLessThan(mostMegabytes);
});
