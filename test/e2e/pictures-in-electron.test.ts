import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
/** All of them decoded are 572 MB. */
const pictures = 800;
const mostMegabytes = 400;

function picture(mean: number): Sharp {
  const noise = { type: 'gaussian', mean, sigma: 40 } as const;
  return sharp({ create: { width: side, height: side, channels: 3, noise, background: '#000' } });
}

/** Mostly JPEGs, and one of each other kind that only the decoder of general pictures reads. */
async function folderOfPictures(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const kinds = await Promise.all([90, 110, 130].map((mean) => picture(mean).blur(2).jpeg().toBuffer()));
  await mkdir(join(folder, 'many'));
  for (let index = 0; index < pictures; index++) {
    await writeFile(join(folder, 'many', `${index}.jpg`), kinds[index % kinds.length] ?? '');
  }
  await mkdir(join(folder, 'other'));
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
  for (const [name, other] of Object.entries(others)) await other.toFile(join(folder, 'other', name));
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
  const folder = await folderOfPictures();
  const cache = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-'));
  onTestFinished(() => rm(cache, { recursive: true, force: true }));
  const inElectron = await packIn(electronProgram, fixture.script, folder, join(cache, 'electron'));
  const inNode = await packIn(process.execPath, fixture.script, folder, join(cache, 'node'));
  expect(inElectron.packing).toMatchObject({ isElectron: true, count: pictures + 8, skipped: 0 });
  expect(inNode.packing).toMatchObject({ isElectron: false, count: pictures + 8, skipped: 0 });
  expect(inElectron.packing.fingerprint).toBe(inNode.packing.fingerprint);
  expect(inElectron.packing.megabytes).toBeLessThan(mostMegabytes);
  // what two mixed GLibs complain of
  expect(inElectron.stderr).not.toContain('GLib');
});
