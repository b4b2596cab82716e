import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openMnist } from '../../../src/main/data/mnist';
import { fingerprintOf, type ImageSet } from '../../../src/main/data/image-set';
import type { Judge } from '../../../src/main/gan/judge/judge';
import { asLabelledDigits, type LabelledDigits } from '../../../src/main/gan/judge/labelled-digits';
import { openJudge, type JudgeObserver } from '../../../src/main/gan/judge/open-judge';
import type { ClassifierSchedule } from '../../../src/main/gan/judge/train-classifier';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { uniformNumbers } from '../../../src/shared/random';
import { temporaryFolder } from '../../temporary-folder';

const imageSize = 784;
/** A short lesson: enough to tell digits from noise, not what ships. 120 steps. */
const schedule = { epochs: 1, batchSize: 50, peakLearningRate: 3e-3, seed: 0 };
/** Enough to see whether something was learnt. */
const twelveSteps = { ...schedule, epochs: 0.1 };

let training: LabelledDigits;
let test: LabelledDigits;

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
  const mnist = await openMnist();
  training = firstDigits(mnist.training, 6000);
  test = firstDigits(mnist.test, 1000);
});

function firstDigits(images: ImageSet | null, count: number): LabelledDigits {
  if (!images?.labels) throw new Error('MNIST came without a part of it.');
  const pixels = images.pixels.slice(0, count * imageSize);
  const part = { ...images, count, pixels, labels: images.labels.slice(0, count) };
  return asLabelledDigits({ ...part, fingerprint: fingerprintOf(part) });
}

/** Opens a judge and notes what it says meanwhile. */
async function open(
  cacheFolder: string,
  schedule: ClassifierSchedule,
): Promise<{ judge: Judge; notices: readonly string[]; steps: number }> {
  const notices: string[] = [];
  let steps = 0;
  const observer: JudgeObserver = {
    onNotice: (sentence) => notices.push(sentence),
    onTraining: () => steps++,
  };
  const judge = await openJudge({ cacheFolder, training, test, schedule }, observer);
  return { judge, notices, steps };
}

function realDigits(from: number, count: number): Uint8Array {
  return training.pixels.slice(from * imageSize, (from + count) * imageSize);
}

function noise(count: number): Uint8Array {
  return Uint8Array.from(uniformNumbers({ seed: 1, stream: 1, step: 0 }, count * imageSize, 0, 256));
}

describe('a judge', () => {
  let judge: Judge;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
    ({ judge } = await open(folder, schedule));
    return async () => {
      judge.dispose();
      await rm(folder, { recursive: true });
    };
  });

  it('recognises most digits that it has never seen', () => {
    expect(judge.testAccuracy).toBeGreaterThan(0.9);
  });

  it('finds all ten digits among real ones, sure of most, and close to the floor', () => {
    const judgement = judge.judge(realDigits(2000, 1000));
    expect(judgement.sampleCount).toBe(1000);
    expect(judgement.coverage).toBe(10);
    expect(judgement.confidentShare).toBeGreaterThan(0.6);
    expect(judgement.digitEntropy).toBeGreaterThan(2.28);
    expect(judgement.frechetDistance).toBeLessThan(2 * judgement.frechetFloor);
  });

  it('tells noise from digits', () => {
    const { frechetDistance, frechetFloor, coverage } = judge.judge(noise(500));
    expect(frechetDistance).toBeGreaterThan(10 * frechetFloor);
    expect(coverage).toBeLessThan(10);
  });

  it('finds one digit and no spread in samples that are all alike', () => {
    const one = realDigits(0, 1);
    const alike = Uint8Array.from({ length: 200 * imageSize }, (_, index) => one[index % imageSize] ?? 0);
    const { digitCounts, coverage, digitEntropy, frechetDistance, frechetFloor } = judge.judge(alike);
    expect(digitCounts.filter((count) => count === 200)).toHaveLength(1);
    expect(coverage).toBe(1);
    expect(digitEntropy).toBe(0);
    expect(frechetDistance).toBeGreaterThan(10 * frechetFloor);
  });

  it('does not mind the order of the samples', () => {
    const forwards = judge.judge(realDigits(0, 300));
    const halves = new Uint8Array(300 * imageSize);
    halves.set(realDigits(150, 150));
    halves.set(realDigits(0, 150), 150 * imageSize);
    const backwards = judge.judge(halves);
    expect(backwards.digitCounts).toEqual(forwards.digitCounts);
    expect(backwards.frechetDistance).toBeCloseTo(forwards.frechetDistance, 3);
  });

  it('refuses too few samples, and images of another size, in a sentence', () => {
    expect(() => judge.judge(realDigits(0, 99))).toThrow('at least 100 samples, not 99');
    expect(() => judge.judge(new Uint8Array(100 * imageSize + 1))).toThrow('images of 28x28x1');
  });
});

describe('the classifier of a judge', () => {
  it('is learnt once, kept, and judges the same when it is read back', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder, twelveSteps);
    const second = await open(folder, twelveSteps);
    expect(first.steps).toBe(12);
    expect(second).toMatchObject({ steps: 0, notices: [] });
    expect(second.judge.judge(realDigits(0, 200))).toEqual(first.judge.judge(realDigits(0, 200)));
    first.judge.dispose();
    second.judge.dispose();
  });

  it('is learnt again, bit for bit the same, where what was kept is damaged', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder, twelveSteps);
    const [name = ''] = await readdir(folder);
    const file = join(folder, name);
    const good = await readFile(file);
    const bad = Uint8Array.from(good);
    bad[bad.length - 5] = (bad.at(-5) ?? 0) ^ 1;
    for (const damaged of [bad, good.subarray(0, 1000), Buffer.from('nonsense')]) {
      await writeFile(file, damaged);
      const again = await open(folder, twelveSteps);
      expect(again.notices).toHaveLength(1);
      expect(again.notices[0]).toContain(`${file} cannot be used`);
      expect(again.steps).toBe(12);
      again.judge.dispose();
      expect(good.equals(await readFile(file))).toBe(true);
    }
    first.judge.dispose();
  });

  it('serves all the same, with a notice, where it cannot be kept', async () => {
    const blocked = join(await temporaryFolder(), 'file');
    await writeFile(blocked, 'not a folder');
    const { judge, notices } = await open(join(blocked, 'judge'), twelveSteps);
    expect(notices.join(' ')).toMatch(/could not be kept.*not writable/);
    expect(judge.judge(realDigits(0, 100)).sampleCount).toBe(100);
    judge.dispose();
  });
});
