import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { jsonResult, runStudio, shortTraining } from './studio-command';

let folder = '';
let run = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
  const outcome = await runStudio(shortTraining(folder, '--steps', '3'));
  expect(outcome.code, outcome.stderr).toBe(0);
  run = jsonResult(outcome)['run'] as string;
  return () => rm(folder, { recursive: true, force: true });
});

/** Header and data of a version 1.0 .npy file. */
async function readArray(file: string): Promise<{ readonly header: string; readonly data: Uint8Array }> {
  const bytes = await readFile(file);
  const start = 10 + bytes.readUInt16LE(8);
  return { header: bytes.subarray(10, start).toString('latin1'), data: bytes.subarray(start) };
}

describe('sample', () => {
  const sample = (...more: readonly string[]) => runStudio(['sample', '--run', run, '--seed', '5', '--json', ...more]);

  test('writes an array of uint8 [N, H, W, C], the same for the same seed', async () => {
    const [first, second] = [join(folder, 'first.npy'), join(folder, 'second.npy')];
    const outcome = await sample('--count', '7', '--out', first);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(jsonResult(outcome)).toMatchObject({ out: first, step: 3, count: 7 });
    expect((await sample('--count', '7', '--out', second)).code).toBe(0);
    const { header, data } = await readArray(first);
    expect(header).toContain("'descr': '|u1'");
    expect(header).toContain("'shape': (7, 28, 28, 1)");
    expect(data).toHaveLength(7 * 784);
    expect(new Set(data).size).toBeGreaterThan(10);
    expect((await readFile(second)).equals(await readFile(first))).toBe(true);
  });

  test('writes a sheet with the columns and the scale that were asked for', async () => {
    const out = join(folder, 'sheet.png');
    const outcome = await sample('--count', '6', '--columns', '3', '--scale', '2', '--out', out);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(decode(await readFile(out))).toMatchObject({ width: 3 * 28 * 2, height: 2 * 28 * 2 });
  });

  test.each([
    [['--count', '4', '--out', 'x.gif'], /ends in .png or .npy/],
    [['--count', '0', '--out', 'x.png'], /whole number from 1/],
    [['--count', '4', '--out', 'x.png', '--step', '99'], /99/],
  ])('refuses %j', async (args, sentence) => {
    const outcome = await sample(...args);
    expect(outcome.stderr).toMatch(sentence);
    expect(outcome.code).toBe(1);
  });
});

describe('interpolate', () => {
  const interpolate = (...more: readonly string[]) =>
    runStudio(['interpolate', '--run', run, '--seed', '5', '--json', ...more]);

  test('draws a row of images with their shares, the same for the same seed', async () => {
    const [first, second] = [join(folder, 'first.png'), join(folder, 'second.png')];
    const outcome = await interpolate('--steps', '5', '--scale', '2', '--out', first);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(jsonResult(outcome)).toMatchObject({
      out: first,
      step: 3,
      seed: 5,
      path: 'linear',
      shares: [0, 0.25, 0.5, 0.75, 1],
      label: null,
    });
    expect((await interpolate('--steps', '5', '--scale', '2', '--out', second)).code).toBe(0);
    expect((await readFile(second)).equals(await readFile(first))).toBe(true);
    const { width, height, data } = decode(await readFile(first));
    // five cells of 28 pixels twice as large, with two pixels on either side, below titles of seven
    expect([width, height]).toEqual([5 * (56 + 4), 2 + 7 + 2 + 56 + 2]);
    expect(new Set(data).size).toBeGreaterThan(10);
  });

  test('begins with the first image of sample and ends with the second', async () => {
    const [row, samples] = [join(folder, 'row.png'), join(folder, 'two.npy')];
    const straight = await interpolate('--steps', '2', '--scale', '2', '--out', row);
    expect(straight.code, straight.stderr).toBe(0);
    expect((await runStudio(['sample', '--run', run, '--seed', '5', '--count', '2', '--out', samples])).code).toBe(0);
    const picture = decode(await readFile(row));
    const { data } = await readArray(samples);
    const drawn = [2, 62].map((left) =>
      Array.from({ length: 784 }, (_, pixel) => {
        const [x, y] = [left + 2 * (pixel % 28), 11 + 2 * Math.floor(pixel / 28)];
        return picture.data[y * picture.width + x];
      }),
    );
    expect(drawn).toEqual([[...data.subarray(0, 784)], [...data.subarray(784)]]);
  });

  test('goes along the great circle as well', async () => {
    const [straight, round] = [join(folder, 'straight.png'), join(folder, 'round.png')];
    expect((await interpolate('--steps', '3', '--out', straight)).code).toBe(0);
    expect(jsonResult(await interpolate('--steps', '3', '--spherical', '--out', round))).toMatchObject({
      path: 'spherical',
    });
    expect((await readFile(round)).equals(await readFile(straight))).toBe(false);
  });

  test('refuses the great circle where latents are not normal', async () => {
    const training = shortTraining(join(folder, 'uniform'), '--steps', '1', '--set', 'latent.distribution=uniform');
    const uniform = jsonResult(await runStudio(training))['run'] as string;
    const args = ['interpolate', '--run', uniform, '--seed', '5', '--steps', '3', '--spherical'];
    const outcome = await runStudio([...args, '--out', join(folder, 'never.png')]);
    expect(outcome.stderr).toMatch(/are uniform, not normal, .* leave --spherical out/);
    expect(outcome.code).toBe(1);
  });

  test.each([
    [['--steps', '5', '--out', 'x.npy'], /ends in .png/],
    [['--steps', '1', '--out', 'x.png'], /whole number from 2/],
    [['--steps', '5', '--out', 'x.png', '--label', '1'], /"mlp-tutorial" was not told classes/],
    [['--steps', '5', '--out', 'x.png', '--step', '99'], /99/],
  ])('refuses %j', async (args, sentence) => {
    const outcome = await interpolate(...args);
    expect(outcome.stderr).toMatch(sentence);
    expect(outcome.code).toBe(1);
  });
});

test('runs lists the finished run', async () => {
  const outcome = await runStudio(['runs', '--runs', join(folder, 'runs'), '--json']);
  expect(outcome.code).toBe(0);
  expect(jsonResult(outcome)['runs']).toMatchObject([
    { folder: run, preset: 'mlp-tutorial', dataSetName: 'MNIST', state: 'finished', step: 3, progress: 1 },
  ]);
});

test('presets lists the recipes with their parameter counts', async () => {
  const outcome = await runStudio(['presets', '--json']);
  expect(outcome.code).toBe(0);
  expect(JSON.parse(outcome.stdout)).toMatchObject([
    { name: 'quick-digits' },
    { name: 'mlp-tutorial', generatorParameters: 283_920, discriminatorParameters: 267_009 },
    { name: 'mlp-lab' },
    { name: 'mlp-adaptive' },
    { name: 'dcgan-28', generatorParameters: 1_066_880, discriminatorParameters: 659_584 },
    { name: 'dcgan-64', generatorParameters: 12_656_257, discriminatorParameters: 11_033_985 },
    // 10 x 100 numbers for the classes, and 100 more channels into the first layer
    { name: 'cgan-28', generatorParameters: 1_066_880 + 1000 + 100 * 16 * 256 },
    { name: 'acgan-28', generatorParameters: 1_066_880 + 1000 + 100 * 16 * 256 },
    { name: 'wgan-28', generatorParameters: 1_066_880, discriminatorParameters: 659_584 },
    // three batch norms fewer
    { name: 'wgan-gp-28', discriminatorParameters: 659_584 - 2 * (64 + 128 + 256) },
  ]);
});

describe('describe', () => {
  test('prints both networks with shapes and counts, for a preset and for a run', async () => {
    const outcome = await runStudio(['describe', '--preset', 'cgan-28', '--json']);
    expect(jsonResult(outcome)).toMatchObject({
      preset: 'cgan-28',
      classes: 10,
      generator: { inputShape: [100], outputShape: [28, 28, 1], parameters: 1_066_880 + 1000 + 100 * 16 * 256 },
      discriminator: { inputShape: [28, 28, 1], outputShape: [1] },
    });
    const text = (await runStudio(['describe', '--run', run])).stdout;
    expect(text).toMatch(/^generator: 64 in, 283,920 parameters\n/);
    expect(text).toMatch(/logit +dense +leakyRelu2 +1 +257/);
  });

  test('says what it needs', async () => {
    expect((await runStudio(['describe'])).stderr).toMatch(/--preset NAME or --run DIR/);
    expect((await runStudio(['describe', '--run', '/nowhere'])).stderr).toMatch(/nowhere/);
  });
});

describe('doctor', () => {
  test('names what is here and ends with 0 where nothing is amiss', async () => {
    const outcome = await runStudio(['doctor', '--json'], { GAN_STUDIO_RUNS: join(folder, 'runs') });
    expect(outcome.code, outcome.stdout).toBe(0);
    const { healthy, findings } = jsonResult(outcome) as { healthy: boolean; findings: { name: string }[] };
    expect(healthy).toBe(true);
    const names = findings.map(({ name }) => name);
    for (const name of ['Node', 'Electron', 'TensorFlow', 'device', 'threads', 'memory', 'display', 'MNIST']) {
      expect(names).toContain(name);
    }
  });

  test('a runs folder that cannot be written is a fault with its cure', async () => {
    const outcome = await runStudio(['doctor', '--json'], { GAN_STUDIO_RUNS: join(import.meta.filename, 'runs') });
    expect(outcome.code).toBe(1);
    expect(jsonResult(outcome)).toMatchObject({
      healthy: false,
      findings: expect.arrayContaining([
        expect.objectContaining({
          name: 'runs folder',
          state: 'fault',
          cure: expect.stringContaining('GAN_STUDIO_RUNS'),
        }),
      ]),
    });
  });
});

test.each(['train', 'sample', 'interpolate', 'runs', 'notes', 'presets', 'describe', 'doctor'])(
  '%s --help explains itself and ends with 0',
  async (name) => {
    const outcome = await runStudio([name, '--help']);
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain(`Usage: gan-studio ${name}`);
  },
);

test('an unknown command is refused', async () => {
  const outcome = await runStudio(['trian']);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(/train/);
});

describe('samples by class', () => {
  let conditional: string;
  const sample = (...more: readonly string[]) => runStudio(['sample', '--run', conditional, '--seed', '5', ...more]);

  beforeAll(async () => {
    const small = ['up1', 'up2', 'up3'].flatMap((id) => ['--set', `networks.generator.layers.${id}.filters=4`]);
    const settings = [...small, '--set', 'schedule.batchSize=16', '--steps', '2', '--runs', join(folder, 'classes')];
    conditional = jsonResult(await runStudio(['train', '--preset', 'cgan-28', ...settings, '--json']))['run'] as string;
  });

  test('a class a row are the images of each class alone', async () => {
    const [all, one] = [join(folder, 'all.npy'), join(folder, 'one.npy')];
    expect((await sample('--count', '20', '--classes', '--out', all)).stderr).not.toMatch(/Error/);
    expect((await sample('--count', '20', '--label', '3', '--out', one)).stderr).not.toMatch(/Error/);
    const image = 28 * 28;
    const [rows, threes] = await Promise.all(
      [all, one].map(async (file) => (await readFile(file)).subarray(-20 * image)),
    );
    // row 3 is images 6 and 7, with the same latents in both files
    expect(rows?.subarray(6 * image, 8 * image).equals(threes?.subarray(6 * image, 8 * image) ?? Buffer.of())).toBe(
      true,
    );
    expect(rows?.equals(threes ?? Buffer.of())).toBe(false);
  });

  test('interpolate keeps to the class that was asked for', async () => {
    const files = await Promise.all(
      [['--label', '3'], ['--label', '4'], []].map(async (asked, index) => {
        const out = join(folder, `between-${index}.png`);
        const args = ['interpolate', '--run', conditional, '--seed', '5', '--steps', '3', '--out', out, '--json'];
        const outcome = await runStudio([...args, ...asked]);
        expect(jsonResult(outcome)).toMatchObject({ label: [3, 4, 0][index] });
        return readFile(out);
      }),
    );
    expect(new Set(files.map((file) => file.toString('latin1'))).size).toBe(3);
  });

  test.each([
    [['--count', '4', '--label', '10'], /no class 10; "cgan-28" knows 0 to 9/],
    [['--count', '4', '--classes'], /--count 4 is no multiple of 10/],
  ])('%s is refused', async (more, sentence) => {
    const outcome = await sample(...more, '--out', join(folder, 'never.png'));
    expect(outcome.stderr).toMatch(sentence);
    expect(outcome.code).toBe(1);
  });

  test('a recipe without classes says so', async () => {
    const asked = [
      'sample',
      '--run',
      run,
      '--seed',
      '5',
      '--count',
      '4',
      '--label',
      '1',
      '--out',
      join(folder, 'x.png'),
    ];
    expect((await runStudio(asked)).stderr).toMatch(/"mlp-tutorial" was not told classes/);
  });
});
