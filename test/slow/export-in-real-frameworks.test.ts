/** Exported generators, loaded by PyTorch, safetensors, onnxruntime and Keras, against the studio's own images. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeGenerator } from '../../src/main/export/export-run';
import { generatorOf } from '../../src/main/export/generator';
import { torchCode } from '../../src/main/export/torch-code';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { presets } from '../../src/shared/presets';
import { describeNetwork, type Recipe } from '../../src/shared/recipe';
import { evaluateGenerator, questionOf } from '../evaluate-generator';
import { everyLayer } from '../every-layer-recipe';
import { generatorTensors } from '../generator-tensors';
import { pythonWithPackages, type PythonWithPackages } from './python-packages';

const count = 8;
const tolerance = 1e-5;
const recipes: readonly Recipe[] = [...presets, everyLayer];
// where there is one without CUDA it is a tenth of the size
const tensorflow = process.platform === 'linux' && process.arch === 'x64' ? 'tensorflow-cpu' : 'tensorflow';
const packages = ['torch', 'safetensors', 'onnxruntime', tensorflow, 'tf-keras'];

let python: PythonWithPackages;
let folder: string;

beforeAll(async () => {
  python = await pythonWithPackages('python-frameworks', packages);
  if ('missing' in python) return;
  await startTensorFlow({ backend: 'tensorflow' });
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-export-'));
  for (const recipe of recipes) await writeCase(recipe);
}, 3_600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What test/fixtures/export/cases.py reads. */
async function writeCase(recipe: Recipe): Promise<void> {
  const place = join(folder, recipe.preset);
  await mkdir(place);
  const tensors = generatorTensors(recipe);
  const generator = generatorOf({ recipe, step: 0, tensors });
  const question = questionOf(recipe, count);
  const network = generator.weights === 'ema' ? 'ema/generator' : 'generator';
  const expected = evaluateGenerator(recipe, tensors, network, question);
  const { side, channels } = recipe.data;
  const layers = describeNetwork(recipe, 'generator').layers.map(({ layer, sources, inputShapes, outputShape }) => {
    return { ...layer, sources, inputShapes, outputShape };
  });
  const told = { count, latentSize: recipe.latent.size, side, channels, classes: recipe.classes, layers };
  await writeFile(join(place, 'case.json'), JSON.stringify(told));
  await writeFile(join(place, 'latents.f32'), question.latents);
  await writeFile(join(place, 'labels.i64'), BigInt64Array.from(question.labels, BigInt));
  await writeFile(join(place, 'expected.f32'), expected);
  await writeGenerator(generator, 'pytorch', join(place, 'generator.pth'));
  await writeFile(join(place, 'generator.py'), torchCode(generator));
  await writeGenerator(generator, 'safetensors', join(place, 'generator.safetensors'));
  await writeGenerator(generator, 'onnx', join(place, 'generator.onnx'));
  await writeGenerator(generator, 'tfjs', join(place, 'tfjs'));
}

/** Largest difference by recipe and format. */
type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

describe.each([
  ['PyTorch', 'in_torch.py', ['pytorch', 'safetensors', 'code']],
  ['onnxruntime', 'in_onnxruntime.py', ['onnx']],
  ['Keras', 'in_keras.py', ['keras']],
])('%s', (name, script, formats) => {
  it('makes the same images of the same latents, with every preset', async ({ skip }) => {
    if ('missing' in python) {
      process.stderr.write(`${python.missing}\n`);
      skip(python.missing);
      return;
    }
    const path = resolve('test', 'fixtures', 'export', script);
    const environment = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', TF_USE_LEGACY_KERAS: '1' };
    const { stdout } = await promisify(execFile)(python.python, [path, folder], { env: environment, maxBuffer: 1e8 });
    const figures = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Figures;
    for (const { preset } of recipes) {
      for (const format of formats) {
        const difference = figures[preset]?.[format] ?? Number.POSITIVE_INFINITY;
        process.stdout.write(`${name} | ${preset} | ${format} | ${difference.toExponential(1)}\n`);
        expect(difference, `${preset} as ${format}`).toBeLessThan(tolerance);
      }
    }
  });
});
