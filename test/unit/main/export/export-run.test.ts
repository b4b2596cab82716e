import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportRun, type RunExport } from '../../../../src/main/export/export-run';
import { generatorOf } from '../../../../src/main/export/generator';
import { torchState } from '../../../../src/main/export/torch-state';
import { decodeSafetensors } from '../../../../src/main/formats/safetensors';
import { createRun } from '../../../../src/main/runs/create-run';
import { exportFormats } from '../../../../src/shared/export-format';
import { presets } from '../../../../src/shared/presets';
import { dcgan64 } from '../../../../src/shared/presets/dcgan-64';
import type { Recipe } from '../../../../src/shared/recipe';
import { elementCount } from '../../../../src/shared/tensor';
import { inWords } from '../../../../src/shared/wording/worded';
import { openZipArchive } from '../../../../src/main/formats/zip-archive';
import { expectSameTensors } from '../../../expect-same-tensors';
import { everyLayer } from '../../../every-layer-recipe';
import { generatorTensors } from '../../../generator-tensors';
import { newRun } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';

interface Place {
  readonly folder: string;
  readonly runFolder: string;
}

/** A run that ended, with a checkpoint of steps 10 and 20. */
async function endedRun(recipe: Recipe): Promise<Place> {
  const folder = await temporaryFolder();
  const writer = await createRun(newRun(join(folder, 'runs'), { recipe }));
  for (const step of [10, 20]) await writer.writeCheckpoint(step, generatorTensors(recipe));
  await writer.finish('stopped', null);
  return { folder, runFolder: writer.folder };
}

const narrow = presets.map((preset) => (preset.preset === 'dcgan-64' ? dcgan64({ width: 4, channels: 3 }) : preset));

describe.each([...narrow, everyLayer].map((recipe) => [recipe.preset, recipe] as const))(
  'a run of %s',
  (_name, recipe) => {
    test('is written in every format, and nothing else is left behind', async () => {
      const { folder, runFolder } = await endedRun(recipe);
      const weights = recipe.ema === null ? 'raw' : 'ema';
      for (const format of exportFormats) {
        const exported = await exportRun({ runFolder, format, step: null, path: join(folder, format) });
        expect(exported).toEqual(
          format === 'zip' ? { step: null, weights: null, notices: [] } : { step: 20, weights, notices: [] },
        );
      }
      expect((await readdir(folder)).toSorted()).toEqual([...exportFormats, 'runs'].toSorted());
    });
  },
);

describe('a safetensors file', () => {
  test('holds the generator under the names of PyTorch, with recipe, network and step', async () => {
    const { folder, runFolder } = await endedRun(everyLayer);
    const path = join(folder, 'g.safetensors');
    await exportRun({ runFolder, format: 'safetensors', step: 10, weights: 'raw', path });
    const { tensors, metadata } = decodeSafetensors(await readFile(path));
    const generator = generatorOf({ recipe: everyLayer, step: 10, tensors: generatorTensors(everyLayer) }, 'raw');
    expectSameTensors(tensors, torchState(generator));
    expect(metadata).toEqual({
      format: 'gan-studio-generator',
      formatVersion: '1',
      step: '10',
      weights: 'raw',
      network: JSON.stringify(everyLayer.networks.generator),
      recipe: JSON.stringify(everyLayer),
    });
  });
});

describe('a PyTorch file', () => {
  test('is a stored ZIP of a pickle and the numbers of each tensor, beginning at multiples of 64', async () => {
    const { folder, runFolder } = await endedRun(everyLayer);
    const path = join(folder, 'g.pth');
    await exportRun({ runFolder, format: 'pytorch', step: null, path });
    const generator = generatorOf({ recipe: everyLayer, step: 20, tensors: generatorTensors(everyLayer) });
    const state = torchState(generator);
    const zip = await openZipArchive(path);
    const paths = zip.members.map((member) => member.path);
    expect(paths).toEqual([
      'generator/data.pkl',
      'generator/byteorder',
      ...state.map((_, index) => `generator/data/${index}`),
      'generator/version',
    ]);
    expect(zip.members.slice(2, -1).map(({ size }) => size)).toEqual(state.map(({ shape }) => 4 * elementCount(shape)));
    const bytes = await readFile(path);
    for (const { data } of state) {
      const numbers = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      // short arrays may be found elsewhere as well
      if (numbers.length > 64) expect(bytes.indexOf(numbers) % 64).toBe(0);
    }
    zip.close();
  });
});

describe('a LayersModel', () => {
  test('names each array once, in the order in which they lie in the file', async () => {
    const { folder, runFolder } = await endedRun(everyLayer);
    const path = join(folder, 'model');
    await exportRun({ runFolder, format: 'tfjs', step: null, path });
    const model = JSON.parse(await readFile(join(path, 'model.json'), 'utf8')) as {
      weightsManifest: readonly { paths: readonly string[]; weights: readonly { name: string; shape: number[] }[] }[];
    };
    const [group] = model.weightsManifest;
    const weights = group?.weights ?? [];
    expect(group?.paths).toEqual(['weights.bin']);
    expect(new Set(weights.map(({ name }) => name)).size).toBe(weights.length);
    const numbers = weights.reduce((sum, { shape }) => sum + elementCount(shape), 0);
    expect((await readFile(join(path, 'weights.bin'))).length).toBe(4 * numbers);
  });

  test('never takes the place of something else', async () => {
    const { folder, runFolder } = await endedRun(tinyRecipe);
    const path = join(folder, 'model');
    await writeFile(path, 'mine');
    const request: RunExport = { runFolder, format: 'tfjs', step: null, path };
    await expect(exportRun(request)).rejects.toThrow(`There is already something at ${path}`);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});

describe('what cannot be written', () => {
  test.each(['onnx', 'tfjs'] as const)(
    'a layer that mixes images is refused as %s, but not as numbers',
    async (format) => {
      const layers = tinyRecipe.networks.generator.layers.flatMap((layer) =>
        layer.id === 'dense1' ? [{ kind: 'minibatchDeviation', id: 'mixing' } as const, layer] : [layer],
      );
      const recipe: Recipe = { ...tinyRecipe, networks: { ...tinyRecipe.networks, generator: { layers } } };
      const { folder, runFolder } = await endedRun(recipe);
      const path = join(folder, 'out');
      await expect(exportRun({ runFolder, format, step: null, path })).rejects.toThrow(
        /^Layer "mixing" \(minibatchDeviation\) has no equal in .*; export as safetensors or PyTorch instead\.$/,
      );
      expect(await readdir(folder)).toEqual(['runs']);
      await exportRun({ runFolder, format: 'pytorch', step: null, path });
      expect(await readdir(folder)).toEqual(['out', 'runs']);
    },
  );

  test('a step without a checkpoint is refused with those that there are', async () => {
    const { folder, runFolder } = await endedRun(tinyRecipe);
    const request: RunExport = { runFolder, format: 'onnx', step: 15, path: join(folder, 'g.onnx') };
    await expect(exportRun(request)).rejects.toThrow('choose one of: 10, 20');
  });

  test('a ZIP of one step is refused', async () => {
    const { folder, runFolder } = await endedRun(tinyRecipe);
    const request: RunExport = { runFolder, format: 'zip', step: 10, path: join(folder, 'run.zip') };
    await expect(exportRun(request)).rejects.toThrow('A ZIP holds the whole run');
  });

  test.each(exportFormats.filter((format) => format !== 'tfjs'))(
    'a folder is not written over as %s',
    async (format) => {
      const { folder, runFolder } = await endedRun(tinyRecipe);
      await expect(exportRun({ runFolder, format, step: null, path: folder })).rejects.toThrow(
        'is a folder; name a file',
      );
    },
  );

  test.each(exportFormats)('a place that does not exist is named as %s', async (format) => {
    const { folder, runFolder } = await endedRun(tinyRecipe);
    const path = join(folder, 'nowhere', 'out');
    await expect(exportRun({ runFolder, format, step: null, path })).rejects.toThrow(`Cannot write ${path}`);
  });

  test('a damaged newest checkpoint is told, and the one before it written', async () => {
    const { folder, runFolder } = await endedRun(tinyRecipe);
    const newest = join(runFolder, 'checkpoints', '000020.safetensors');
    await writeFile(newest, (await readFile(newest)).subarray(0, -1));
    const exported = await exportRun({ runFolder, format: 'onnx', step: null, path: join(folder, 'g.onnx') });
    expect(exported.step).toBe(10);
    expect(exported.notices.map((notice) => inWords(notice, 'en'))).toEqual([
      expect.stringContaining(`Passed over the damaged checkpoint ${newest}: `),
    ]);
  });
});
