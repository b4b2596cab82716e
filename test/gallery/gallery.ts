/** What each preset learns: `npm run gallery -- [--minutes 4] [--only NAME] [--seed 1]`. Writes docs/gallery. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { presets } from '../../src/shared/presets';
import { thisMachine } from '../bench/figure';
import { hangPicture, type Picture } from './gallery-page';
import { makePicture } from './make-picture';

const given = JSON.parse(process.env['GAN_STUDIO_BENCH_ARGS'] ?? '[]') as string[];
const { values: options } = parseArgs({
  args: given,
  options: {
    /** Of training, for each preset. */
    minutes: { type: 'string', default: '4' },
    /** One preset; the others stay on the page as they are. */
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const gallery = resolve(import.meta.dirname, '../../docs/gallery');
const names = presets.map(({ preset }) => preset);
const chosen = options.only === undefined ? names : names.filter((name) => name === options.only);

test('gallery', async () => {
  expect(chosen, `presets: ${names.join(', ')}`).not.toEqual([]);
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-gallery-'));
  try {
    for (const preset of chosen) {
      const made = await makePicture(preset, options.minutes, options.seed, folder, gallery);
      const picture: Picture = { ...made, date: new Date().toISOString().slice(0, 10), machine: thisMachine() };
      await hangPicture(gallery, picture, names);
      console.log(JSON.stringify(picture));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
