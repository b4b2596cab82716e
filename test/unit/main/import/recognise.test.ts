import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodeNpy } from '../../../../src/main/formats/npy';
import { encodePng } from '../../../../src/main/formats/png';
import { encodeSafetensors } from '../../../../src/main/formats/safetensors';
import { importFile } from '../../../../src/main/import/import-file';
import { recognise } from '../../../../src/main/import/recognise';
import { canonicalJson } from '../../../../src/main/runs/canonical-json';
import { createRun } from '../../../../src/main/runs/create-run';
import { readRun } from '../../../../src/main/runs/read-run';
import { recipeHash } from '../../../../src/main/runs/recipe-hash';
import { checkpointFile, sheetFile } from '../../../../src/main/runs/run-layout';
import { sheetPng } from '../../../../src/main/runs/sheet';
import { leaveOut } from '../../../../src/shared/leave-out';
import type { Recipe } from '../../../../src/shared/recipe';
import type { Imported } from '../../../../src/shared/recognised';
import { newRun, samplesOf, tensorsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';
import { zipBytes } from '../../../tools/zip-fixture';
import type { Shape } from '../../../../src/shared/tensor';
import { foreignWeights, sequenceShapes } from './foreign-weights';
import { inWords } from '../../../../src/shared/wording/worded';

async function finishedRun(runsFolder: string): Promise<string> {
  const writer = await createRun(newRun(runsFolder));
  await writer.writeSheet(samplesOf(5));
  await writer.writeCheckpoint(5, tensorsOf(1));
  await writer.update({ step: 5 });
  await writer.finish('stopped', null);
  return writer.folder;
}

function importInto(runsFolder: string, path: string): Promise<Imported> {
  return importFile({ path, runsFolder, candidate: null, backend: 'tensorflow' });
}

async function zipOf(run: string, prefix: string): Promise<Buffer> {
  const names = ['recipe.json', 'run.json', 'log.txt', 'samples/000005.png', 'checkpoints/000005.safetensors'];
  const entries = names.map(async (name) => ({ name: prefix + name, content: await readFile(join(run, name)) }));
  return zipBytes(await Promise.all(entries));
}

describe('a run folder', () => {
  test('of elsewhere is told and copied whole, without the writer’s lock', async () => {
    const folder = await temporaryFolder();
    const run = await finishedRun(join(folder, 'elsewhere'));
    const runs = join(folder, 'runs');
    expect(await recognise(run, runs)).toMatchObject({
      kind: 'run',
      packed: false,
      preset: 'tiny',
      state: 'stopped',
      step: 5,
      checkpointSteps: [5],
      sheetCount: 1,
      runId: null,
    });
    const { folder: copy, created, notices } = await importInto(runs, run);
    expect({ created, notices }).toEqual({ created: true, notices: [] });
    const [original, copied] = [await readRun(run), await readRun(copy)];
    expect(copied.record).toEqual(original.record);
    expect(copied.sheet).toEqual(original.sheet);
    expect(await readFile(checkpointFile(copy, 5))).toEqual(await readFile(checkpointFile(run, 5)));
    expect(await readFile(join(copy, 'log.txt'), 'utf8')).toContain(`Imported from ${run}.`);
  });

  test('whose name is taken gets a number', async () => {
    const folder = await temporaryFolder();
    const run = await finishedRun(join(folder, 'elsewhere'));
    const runs = join(folder, 'runs');
    const [first, second] = [await importInto(runs, run), await importInto(runs, run)];
    expect(second.runId).toBe(`${first.runId}-2`);
  });

  test('of the runs folder is only opened', async () => {
    const runs = await temporaryFolder();
    const run = await finishedRun(runs);
    expect(await recognise(run, runs)).toMatchObject({ kind: 'run', runId: expect.stringContaining('tiny') as string });
    expect(await importInto(runs, run)).toMatchObject({ created: false, folder: run });
  });

  test('that is being trained is not copied', async () => {
    const folder = await temporaryFolder();
    const writer = await createRun(newRun(join(folder, 'elsewhere')));
    await expect(importInto(join(folder, 'runs'), writer.folder)).rejects.toThrow('is being trained right now');
    await writer.finish('stopped', null);
  });

  test('with a damaged checkpoint and a link is copied, and both are told', async () => {
    const folder = await temporaryFolder();
    const run = await finishedRun(join(folder, 'elsewhere'));
    await writeFile(checkpointFile(run, 7), 'no checkpoint');
    await symlink('/etc/passwd', join(run, 'link'));
    const { notices } = await importInto(join(folder, 'runs'), run);
    expect(notices).toEqual([
      'The checkpoint of step 7 is damaged: it carries no checksum.',
      'Left out link: it is no plain file.',
    ]);
  });
});

describe('a ZIP of a run', () => {
  test.each([
    ['with its files at the top', ''],
    ['with its folder', '20260101-000000-tiny/'],
  ])('%s is unpacked into the runs folder', async (_name, prefix) => {
    const folder = await temporaryFolder();
    const run = await finishedRun(join(folder, 'elsewhere'));
    const file = join(folder, 'night.zip');
    await writeFile(file, await zipOf(run, prefix));
    const name = prefix === '' ? 'night' : '20260101-000000-tiny';
    expect(await recognise(file, folder)).toMatchObject({ kind: 'run', packed: true, name, checkpointSteps: [5] });
    const { runId, folder: copy } = await importInto(join(folder, 'runs'), file);
    expect(runId).toBe(name);
    expect((await readRun(copy)).sheet).toEqual((await readRun(run)).sheet);
  });

  test.each([
    ['a name that leaves it', [{ name: '../x', content: 'x' }], 'relative path'],
    ['a wrong checksum', [{ name: 'notes.json', content: '{}', crc: 1 }], 'checksum'],
    ['a bomb', [{ name: 'log2.txt', content: Buffer.alloc(70 * 1024 * 1024) }], 'which no run does'],
    [
      'a name twice',
      [
        { name: 'a.txt', content: '1' },
        { name: 'a.txt', content: '2' },
      ],
      'twice',
    ],
  ])('with %s leaves nothing behind', async (_name, entries, reason) => {
    const folder = await temporaryFolder();
    const run = await finishedRun(join(folder, 'elsewhere'));
    const names = ['recipe.json', 'run.json'];
    const own = await Promise.all(names.map(async (name) => ({ name, content: await readFile(join(run, name)) })));
    await writeFile(join(folder, 'x.zip'), zipBytes([...own, ...entries]));
    const runs = join(folder, 'runs');
    await mkdir(runs);
    await expect(importInto(runs, join(folder, 'x.zip'))).rejects.toThrow(reason);
    expect(await readdir(runs)).toEqual([]);
  });

  test('passes over files that are no part of a run, and hidden ones', async () => {
    const folder = await temporaryFolder();
    const run = await finishedRun(join(folder, 'elsewhere'));
    const more = [
      { name: 'writer.lock', content: '{}' },
      { name: '.hidden', content: 'x' },
      { name: 'a/b/c/d.txt', content: 'x' },
    ];
    const names = ['recipe.json', 'run.json'];
    const own = await Promise.all(names.map(async (name) => ({ name, content: await readFile(join(run, name)) })));
    await writeFile(join(folder, 'x.zip'), zipBytes([...own, ...more]));
    const { notices } = await importInto(join(folder, 'runs'), join(folder, 'x.zip'));
    expect(notices).toEqual([
      'Left out .hidden: it is no file of a run.',
      'Left out a/b/c/d.txt: it is no file of a run.',
    ]);
  });
});

describe('a sheet', () => {
  test('leads to the run that drew it', async () => {
    const runs = await temporaryFolder();
    const run = await finishedRun(runs);
    const sheet = join(runs, 'sheet.data');
    await cp(sheetFile(run, 5), sheet);
    expect(await recognise(sheet, runs)).toMatchObject({
      kind: 'sheet',
      step: 5,
      latentSeed: tinyRecipe.seed,
      recipeHash: recipeHash(tinyRecipe),
      recipe: tinyRecipe,
    });
    expect(await importInto(runs, sheet)).toMatchObject({ created: false, folder: run });
  });

  test.each(['with its recipe', 'with the hash alone'])('of an earlier version, %s, leads to its run', async (how) => {
    const runs = await temporaryFolder();
    const run = await finishedRun(runs);
    // written before recipes told of augmentation, and so was the sheet
    const recipe = JSON.parse(await readFile(join(run, 'recipe.json'), 'utf8')) as Recipe;
    const written = leaveOut(recipe, 'augmentation');
    await writeFile(join(run, 'recipe.json'), JSON.stringify(written));
    const hash = createHash('sha256').update(canonicalJson(written)).digest('hex');
    const text = { software: 'GAN Studio', recipe: hash, preset: 'tiny', latentSeed: '3' };
    const longText = how === 'with its recipe' ? { longText: JSON.stringify(written) } : {};
    const sheet = join(runs, 'old.png');
    await writeFile(sheet, sheetPng(samplesOf(5), { columns: 10, scale: 1, text, ...longText }));
    expect(await recognise(sheet, runs)).toMatchObject({ kind: 'sheet', runs: [basename(run)] });
    expect(await importInto(runs, sheet)).toMatchObject({ created: false, folder: run });
  });

  test('of an earlier version, without its recipe and its run, says what is missing', async () => {
    const folder = await temporaryFolder();
    const text = { software: 'GAN Studio', recipe: 'ab'.repeat(32), preset: 'tiny', latentSeed: '3' };
    const sheet = join(folder, 'old.png');
    await writeFile(sheet, sheetPng(samplesOf(5), { columns: 10, scale: 1, text }));
    expect(await recognise(sheet, folder)).toMatchObject({ kind: 'sheet', recipe: null, runs: [] });
    await expect(importInto(folder, sheet)).rejects.toThrow('tells only the hash of its recipe');
  });

  test('whose recipe is another than its hash says is refused', async () => {
    const folder = await temporaryFolder();
    const text = { software: 'GAN Studio', recipe: 'ab'.repeat(32), preset: 'tiny', latentSeed: '3' };
    const longText = JSON.stringify(tinyRecipe);
    await writeFile(join(folder, 'x.png'), sheetPng(samplesOf(5), { columns: 10, scale: 1, text, longText }));
    await expect(recognise(join(folder, 'x.png'), folder)).rejects.toThrow('not the one that its text names');
  });
});

test('a checkpoint of our own is known by its header, whatever it is called', async () => {
  const runs = await temporaryFolder();
  const run = await finishedRun(runs);
  await cp(checkpointFile(run, 5), join(runs, 'photo.jpg'));
  expect(await recognise(join(runs, 'photo.jpg'), runs)).toMatchObject({ kind: 'checkpoint', step: 5, preset: 'tiny' });
});

test('a recipe is known by its content', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'x'), `\n${JSON.stringify(tinyRecipe)}`);
  expect(await recognise(join(folder, 'x'), folder)).toMatchObject({ kind: 'recipe', recipe: tinyRecipe });
});

test('images are told as a data set', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'x.pth'), encodeNpy([2, 8, 8, 1], new Uint8Array(128)));
  expect(await recognise(join(folder, 'x.pth'), folder)).toMatchObject({
    kind: 'dataSet',
    format: 'npy',
    imageCount: 2,
  });
  await expect(importInto(folder, join(folder, 'x.pth'))).rejects.toThrow('is a data set, which holds no weights');
});

test('weights that fit nothing are told with the reason', async () => {
  const folder = await temporaryFolder();
  const tensor = { name: 'a.weight', dtype: 'float32', shape: [2, 3], data: new Float32Array(6) } as const;
  await writeFile(join(folder, 'x'), encodeSafetensors([tensor], {}));
  const found = await recognise(join(folder, 'x'), folder);
  expect(found).toMatchObject({ kind: 'weights', format: 'safetensors', candidates: [], ambiguous: false });
  expect(found.kind === 'weights' && found.problem && inWords(found.problem, 'en')).toContain('fit no preset');
});

describe('safetensors of others', () => {
  /** As its usual writer does: sorted by name. */
  async function written(folder: string, shapes: Readonly<Record<string, Shape>>, metadata = {}): Promise<string> {
    const tensors = foreignWeights(shapes).map(({ name, shape, data }) => ({
      name,
      shape,
      data,
      dtype: 'float32' as const,
    }));
    const sorted = tensors.sort((a, b) => (a.name < b.name ? -1 : 1));
    const file = join(folder, 'x');
    await writeFile(file, encodeSafetensors(sorted, metadata));
    return file;
  }

  test('are put in the order of the numbers in their names', async () => {
    const folder = await temporaryFolder();
    // main.12 would stand before main.3
    const file = await written(folder, sequenceShapes([100, 64, 32, 16, 8, 3], 'main.', true));
    const found = await recognise(file, folder);
    expect(found.kind === 'weights' && found.candidates.map(({ id }) => id)).toEqual(['dcgan-64']);
  });

  test('that the studio exported tell their recipe', async () => {
    const folder = await temporaryFolder();
    const metadata = { format: 'gan-studio-generator', recipe: JSON.stringify({ ...tinyRecipe, preset: 'mine' }) };
    const file = await written(folder, { 'dense1.weight': [64, 2], 'dense1.bias': [64] }, metadata);
    const found = await recognise(file, folder);
    expect(found.kind === 'weights' && found.candidates).toMatchObject([{ id: 'mine', exact: true, guessed: [] }]);
  });
});

test('the folder of a TensorFlow.js model is known by its model.json', async () => {
  const found = await recognise(join('test', 'fixtures', 'import', 'tfjs'), await temporaryFolder());
  expect(found).toMatchObject({ kind: 'weights', format: 'tfjs', problem: null, ambiguous: false });
});

describe('what is nothing of these is refused in words', () => {
  const picture = encodePng({ width: 1, height: 1, channels: 1, pixels: new Uint8Array(1) }, {});

  test.each([
    ['a picture', picture, 'no sheet of GAN Studio'],
    ['JSON of another kind', '{"a": 1}', 'no model of TensorFlow.js and no valid recipe'],
    ['JSON with a key twice', '{"a": 1, "a": 2}', 'twice'],
    ['noise', deflateSync(Buffer.alloc(1000, 7)), 'no IDX, CSV, NumPy or ZIP file'],
    ['nothing', '', /Cannot/],
    ['a cut checkpoint', encodeSafetensors([], { format: 'gan-studio-checkpoint' }), 'carries no checksum'],
  ])('%s', async (_name, content, reason) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'x'), content);
    await expect(recognise(join(folder, 'x'), folder)).rejects.toThrow(reason);
  });

  test('a path where nothing lies', async () => {
    await expect(recognise('/nowhere/at/all', '/nowhere')).rejects.toThrow(/Cannot import \/nowhere\/at\/all/);
  });
});
