import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/main/runs/checkpoint';
import { readRunRecord } from '../../../src/main/runs/run-record';
import { epochMetricsSchema, stepMetricsSchema, trainingNumberNames } from '../../../src/shared/run';
import { idxBytes } from '../../idx-bytes';
import { readRunEvents } from '../../read-events';
import { temporaryFolder } from '../../temporary-folder';
import { jsonResult, runStudio, shortTraining, startStudio } from './studio-command';

/** What it is about does not depend on the Node; once is enough. */
const onFirstNode = process.env['GAN_STUDIO_SECOND_NODE'] === undefined ? test : test.skip;

async function metricsOf(run: string, file = 'metrics.jsonl'): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(join(run, file), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function onlyRun(folder: string): Promise<string> {
  const names = await readdir(join(folder, 'runs'));
  expect(names).toHaveLength(1);
  return join(folder, 'runs', names[0] ?? '');
}

describe('train', () => {
  test('keeps a whole run and ends with its figures as one JSON line', async () => {
    const folder = await temporaryFolder();
    const outcome = await runStudio(shortTraining(folder, '--steps', '12', '--seed', '3'));
    expect(outcome.stderr).toContain('Run folder:');
    expect(outcome.code).toBe(0);
    const result = jsonResult(outcome);
    const run = await onlyRun(folder);
    expect(result).toMatchObject({ run, state: 'finished', step: 12 });
    expect(result['epoch']).toBeCloseTo((12 * 100) / 60_000);
    for (const key of ['seconds', 'stepsPerSecond', 'discriminatorLoss', 'generatorLoss']) {
      expect(result[key], key).toBeGreaterThan(0);
    }
    expect(result['device']).toMatch(/CPU|GPU/);
    const metrics = await metricsOf(run);
    expect(metrics.map((line) => stepMetricsSchema.parse(line).step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect((await readdir(join(run, 'samples'))).sort()).toEqual(['000000.png', '000012.png']);
    expect(await readdir(join(run, 'checkpoints'))).toEqual(['000012.safetensors']);
  });

  onFirstNode('keeps the means of each epoch, prints them, and ends with those of the last', async () => {
    const folder = await temporaryFolder();
    // 100 images a step out of 300
    const images = join(folder, 'images-idx3-ubyte');
    const pixels = Uint8Array.from({ length: 300 * 28 * 28 }, (_, index) => index * 7);
    await writeFile(images, idxBytes([300, 28, 28], pixels));
    const outcome = await runStudio(shortTraining(folder, '--steps', '8', '--data', images));
    expect(outcome.code, outcome.stderr).toBe(0);
    const run = await onlyRun(folder);
    const steps = (await metricsOf(run)).map((line) => stepMetricsSchema.parse(line));
    const epochs = (await metricsOf(run, 'epochs.jsonl')).map((line) => epochMetricsSchema.parse(line));
    expect(epochs.map(({ epoch, step, complete }) => [epoch, step, complete])).toEqual([
      [1, 3, true],
      [2, 6, true],
      [3, 8, false],
    ]);
    for (const name of trainingNumberNames) {
      const own = steps.slice(3, 6).map((line) => line[name] ?? NaN);
      expect(epochs[1]?.[name], name).toBeCloseTo(own.reduce((sum, value) => sum + value, 0) / 3, 10);
    }
    expect(jsonResult(outcome)['lastEpoch']).toEqual(epochs[2]);
    expect(outcome.stderr.match(/^mean of epoch .*$/gm)).toEqual([
      expect.stringMatching(/^mean of epoch 1 \(3 steps\) · D loss [\d.]+ · G loss [\d.]+ · D\(x\) 0/),
      expect.stringContaining('epoch 2 (3 steps)'),
      expect.stringContaining('epoch 3 (2 steps, not complete)'),
    ]);
  });

  onFirstNode('writes a TensorBoard event file where it is asked to, and says where', async () => {
    const folder = await temporaryFolder();
    const outcome = await runStudio(shortTraining(folder, '--steps', '3', '--tensorboard'));
    expect(outcome.code, outcome.stderr).toBe(0);
    const run = await onlyRun(folder);
    expect(jsonResult(outcome)['tensorboard']).toBe(join(run, 'tensorboard'));
    const events = await readRunEvents(run);
    const losses = events.flatMap(({ step, scalars }) =>
      'loss/generator' in scalars ? [[step, scalars['loss/generator']]] : [],
    );
    const told = (await metricsOf(run)).map((line) => [line['step'], Math.fround(Number(line['generatorLoss']))]);
    expect(losses).toEqual(told);
    const sheets = events.filter(({ pictures }) => 'samples' in pictures).map(({ step }) => step);
    expect(sheets).toEqual([0, 3]);
  });

  onFirstNode.each([
    [[], { execution: 'compiled', precision: 'float32' }],
    [['--set', 'execution=eager'], { execution: 'eager', precision: 'float32' }],
    [['--set', 'precision=mixed'], { execution: 'compiled', precision: 'mixed' }],
  ])('names in run.json how it really ran: %j', async (options, expected) => {
    const folder = await temporaryFolder();
    const outcome = await runStudio(shortTraining(folder, '--steps', '2', ...options));
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(jsonResult(outcome)).toMatchObject(expected);
    const record = await readRunRecord(await onlyRun(folder));
    expect(record).toMatchObject({ ...expected, device: { backend: 'tensorflow' } });
    expect(outcome.stderr.includes('Compiling the training step')).toBe(expected.execution === 'compiled');
  });

  test('says where the compiled step could not be written', async () => {
    const folder = await temporaryFolder();
    const missing = join(folder, 'nowhere');
    const outcome = await runStudio(shortTraining(folder, '--steps', '2'), { TMPDIR: missing });
    expect(outcome.code).not.toBe(0);
    expect(outcome.stderr).toContain(missing);
    expect(outcome.stderr).not.toContain('internal');
  });

  test('runs op by op with a notice where it cannot compile: on the pure-JavaScript backend', async () => {
    const folder = await temporaryFolder();
    const small = ['--steps', '2', '--set', 'schedule.batchSize=2', '--backend', 'js'];
    const outcome = await runStudio(shortTraining(folder, ...small));
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stderr).toContain('cannot be compiled: Only native TensorFlow can be recorded.');
    const run = await onlyRun(folder);
    const record = await readRunRecord(run);
    expect(record).toMatchObject({ execution: 'eager', device: { backend: 'js' } });
    expect(record.notices).toHaveLength(1);
    expect(await readFile(join(run, 'log.txt'), 'utf8')).toContain(record.notices[0]);
  });

  onFirstNode(
    'gives the same losses and the same weights, bit for bit, for the same recipe and seed, and others for another seed',
    async () => {
      const weights: string[] = [];
      const losses: unknown[] = [];
      for (const seed of ['3', '3', '4']) {
        const folder = await temporaryFolder();
        const outcome = await runStudio([...shortTraining(folder, '--steps', '5', '--seed', seed)]);
        expect(outcome.code, outcome.stderr).toBe(0);
        const run = await onlyRun(folder);
        const { tensors } = await readCheckpoint(join(run, 'checkpoints', '000005.safetensors'));
        weights.push(
          tensors
            .map(
              ({ name, data }) =>
                `${name} ${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')}`,
            )
            .join('\n'),
        );
        losses.push((await metricsOf(run)).map((line) => [line['discriminatorLoss'], line['generatorLoss']]));
      }
      expect(weights[1]).toBe(weights[0]);
      expect(losses[1]).toEqual(losses[0]);
      expect(weights[2]).not.toBe(weights[0]);
    },
  );

  test.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s and keeps everything', async (signal) => {
    const folder = await temporaryFolder();
    const command = startStudio(shortTraining(folder, '--epochs', '100'));
    await command.errorOutput(/step \d+/);
    command.process.kill(signal);
    const outcome = await command.outcome;
    expect(outcome.code, outcome.stderr).toBe(0);
    const result = jsonResult(outcome);
    expect(result['state']).toBe('stopped');
    const run = await onlyRun(folder);
    const step = result['step'] as number;
    expect(await metricsOf(run)).toHaveLength(step);
    const { tensors } = await readCheckpoint(join(run, 'checkpoints', `${String(step).padStart(6, '0')}.safetensors`));
    expect(tensors.length).toBeGreaterThan(0);
  });

  test('killed outright, the run reads as interrupted and keeps what it had', async () => {
    const folder = await temporaryFolder();
    const command = startStudio(shortTraining(folder, '--epochs', '100', '--set', 'checkpoints.everySeconds=1'));
    await command.errorOutput(/step \d+/);
    command.process.kill('SIGKILL');
    expect((await command.outcome).code).toBeNull();
    const listed = jsonResult(await runStudio(['runs', '--runs', join(folder, 'runs'), '--json']));
    expect(listed['runs']).toMatchObject([{ state: 'interrupted' }]);
    expect((await metricsOf(await onlyRun(folder))).length).toBeGreaterThan(0);
  });

  onFirstNode(
    'a loss that is no longer finite ends the run, names the step and leaves the last good checkpoint',
    async () => {
      const folder = await temporaryFolder();
      const diverging = ['generator', 'discriminator'].flatMap((network) => [
        '--set',
        `optimisers.${network}.learningRate=1`,
        '--set',
        `optimisers.${network}.epsilon=1e-30`,
      ]);
      const outcome = await runStudio(
        shortTraining(
          folder,
          '--steps',
          '4000',
          ...diverging,
          '--set',
          'optimisers.generator.beta2=0',
          '--set',
          'optimisers.discriminator.beta2=0',
        ),
      );
      expect(outcome.stderr).toMatch(/Training stopped at step \d+/);
      expect(outcome.code).toBe(1);
      const listed = jsonResult(await runStudio(['runs', '--runs', join(folder, 'runs'), '--json']));
      expect(listed['runs']).toMatchObject([{ state: 'failed', reason: expect.stringMatching(/at step \d+/) }]);
      for (const name of await readdir(join(await onlyRun(folder), 'checkpoints'))) {
        const { tensors } = await readCheckpoint(join(await onlyRun(folder), 'checkpoints', name));
        expect(tensors.every(({ data }) => data.every(Number.isFinite))).toBe(true);
      }
    },
  );
});

describe('bad input is refused with a sentence and leaves nothing behind', () => {
  test.each([
    [['--preset', 'dcgan'], 1, /There is no preset "dcgan"; choose one of: quick-digits/],
    [['--set', 'schedule.batch=3'], 1, /no setting "schedule.batch".*allowed here: batchSize, turns, length/],
    [['--set', 'schedule.batchSize=70000'], 1, /schedule\.batchSize = 70000/],
    [['--steps', '0'], 1, /Allowed: a whole number from 1/],
    [['--steps', '5', '--epochs', '1'], 1, /cannot be used with/],
    [['--data', 'cifar'], 1, /cifar.*mnist/s],
    [['--data', './no/such/folder'], 1, /no.such.folder/],
    [['--runs', join(import.meta.filename, 'runs')], 1, /train\.test\.ts.runs/],
  ])('train %j', async (args, code, sentence) => {
    const folder = await temporaryFolder();
    const outcome = await runStudio(['train', '--runs', folder, ...args]);
    expect(outcome.stderr).toMatch(sentence);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toBe('');
    expect(await readdir(folder)).toEqual([]);
  });

  test('a damaged MNIST file is named with its expected and found size', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'train-images-idx3-ubyte'),
      Buffer.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, 1]),
    );
    const outcome = await runStudio([
      'train',
      '--runs',
      join(folder, 'runs'),
      '--data',
      join(folder, 'train-images-idx3-ubyte'),
    ]);
    expect(outcome.stderr).toMatch(/train-images-idx3-ubyte/);
    expect(outcome.stderr).toMatch(/1584/);
    expect(outcome.stderr).toMatch(/17/);
    expect(outcome.code).toBe(1);
  });
});
