import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { importFile } from '../../../src/main/import/import-file';
import { readRun } from '../../../src/main/runs/read-run';
import type { Imported } from '../../../src/shared/recognised';
import { temporaryFolder } from '../../temporary-folder';
import { expectClose } from '../gan/pytorch-fixture';
import { drawFloats } from './draw-floats';
import { noticesOf } from '../../../src/shared/run-notices';
import { inWords } from '../../../src/shared/wording/worded';

const fixtures = resolve('test', 'fixtures', 'import');

/** What record_pytorch.py wrote. */
interface Recorded {
  readonly latents: readonly number[];
  readonly shape: readonly number[];
  /** Every seventh number. */
  readonly images: readonly number[];
}
const recorded = JSON.parse(readFileSync(join(fixtures, 'expected_pytorch.json'), 'utf8')) as Record<string, Recorded>;

async function importFixture(name: string, candidate: string | null = null): Promise<Imported> {
  const runsFolder = join(await temporaryFolder(), 'runs');
  return importFile({ path: join(fixtures, name), runsFolder, candidate, backend: 'tensorflow' });
}

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

describe.each([
  ['dcgan_generator.pth', null, 'quick-digits', []],
  ['both_networks.pt', null, 'quick-digits', []],
  ['G.ckpt', null, 'mlp-tutorial', []],
  ['dcgan64_narrow.pth', null, 'dcgan-64', []],
  ['plain_sequence.pth', 'dcgan-28@32', 'dcgan-28', ['the image is taken to be 32x32']],
  ['colour_mlp.pth', null, 'mlp-tutorial', ['ReLU between the layers']],
  ['dense_first.pth', null, 'dcgan-28', ['the image is taken to be 16x16']],
] as const)('%s', (name, candidate, preset, guesses) => {
  it('draws the images that PyTorch drew of the same latents', async () => {
    const { folder, notices, created } = await importFixture(name, candidate);
    const { latents, images, shape } = recorded[name] as Recorded;
    const drawn = await drawFloats(folder, latents);
    expect(drawn).toHaveLength(shape.reduce((product, size) => product * size, 1));
    expectClose(
      name,
      drawn.filter((_, index) => index % 7 === 0),
      images,
      1e-5,
    );
    expect(created).toBe(true);
    const { recipe, record, sheet, sheetSteps, summary } = await readRun(folder);
    expect(recipe.preset).toBe(preset);
    expect(summary).toMatchObject({ state: 'stopped', step: 0, checkpointStep: 0 });
    expect(sheetSteps).toEqual([0]);
    expect(sheet?.shape.slice(1)).toEqual(shape.slice(1));
    expect(noticesOf(record)).toEqual(notices);
    for (const guess of guesses) expect(record.notices.join(' ')).toContain(guess);
  });
});

const inEnglish = ({ notices }: Imported): string => notices.map((notice) => inWords(notice, 'en')).join(' ');

it('takes the discriminator along where the file holds one, and says what it does not take', async () => {
  const both = await importFixture('both_networks.pt');
  expect(inEnglish(both)).not.toContain('no discriminator');
  const alone = await importFixture('dcgan_generator.pth');
  expect(inEnglish(alone)).toContain('The file holds no discriminator that fits');
  expect(inEnglish(alone)).toContain('The optimisers begin anew.');
});

it('asks where a file can be read in several ways', async () => {
  await expect(importFixture('plain_sequence.pth')).rejects.toThrow(
    /can be read in several ways; choose one of: dcgan-28@28, dcgan-28@32/,
  );
  await expect(importFixture('plain_sequence.pth', 'mlp-lab')).rejects.toThrow(/do not fit "mlp-lab"/);
});

it('says why a discriminator alone and a whole model are not imported', async () => {
  await expect(importFixture('discriminator_alone.pth')).rejects.toThrow(/drawing images needs a generator/);
  await expect(importFixture('whole_model.pt')).rejects.toThrow(
    /asks for torch\.nn\.modules\.container\.Sequential.*save torch\.save\(model\.state_dict\(\), FILE\) instead/,
  );
});
