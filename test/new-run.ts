import type { NewRun } from '../src/main/runs/create-run';
import type { EpochMetrics, Samples, StepMetrics } from '../src/shared/run';
import type { NamedTensor } from '../src/shared/tensor';
import { tinyRecipe } from './tiny-recipe';

/** What a trainer would say when it starts the tiny recipe. */
export function newRun(runsFolder: string, changes: Partial<NewRun> = {}): NewRun {
  return {
    runsFolder,
    recipe: tinyRecipe,
    plannedSteps: 1000,
    dataSet: { name: 'MNIST', imageCount: 60_000, fingerprint: 'f1' },
    versions: { studio: '0.1.0', node: '20.19.0', tensorflow: '2.21.0', electron: null },
    device: { kind: 'cpu', backend: 'tensorflow', name: 'CPU, 2 threads', threads: 2 },
    ...changes,
  };
}

export function metricsOf(step: number, changes: Partial<StepMetrics> = {}): StepMetrics {
  return {
    step,
    epoch: step / 100,
    seconds: step / 10,
    discriminatorLoss: 1.386,
    generatorLoss: 0.693,
    realProbability: 0.5,
    fakeProbability: 0.5,
    ...changes,
  };
}

export function epochOf(epoch: number, changes: Partial<EpochMetrics> = {}): EpochMetrics {
  return {
    epoch,
    complete: true,
    step: epoch * 100,
    steps: 100,
    seconds: epoch * 10,
    discriminatorLoss: 1.25,
    generatorLoss: 0.75,
    realProbability: 0.625,
    fakeProbability: 0.375,
    ...changes,
  };
}

/** A step in which the generator rested. */
export function restingMetricsOf(step: number): StepMetrics {
  const { epoch, seconds, discriminatorLoss, realProbability, fakeProbability } = metricsOf(step);
  return { step, epoch, seconds, discriminatorLoss, realProbability, fakeProbability };
}

/** Grey 8 x 8 images that can be told apart. */
export function samplesOf(step: number, count = 100): Samples {
  const pixels = Uint8Array.from({ length: count * 64 }, (_, index) => index * 7 + (index >> 6));
  return { step, shape: [count, 8, 8, 1], pixels };
}

export function tensorsOf(value: number, count = 8): readonly NamedTensor[] {
  return [
    { name: 'generator/dense1/weight', dtype: 'float32', shape: [count], data: new Float32Array(count).fill(value) },
    { name: 'optimiser/step', dtype: 'int32', shape: [], data: Int32Array.of(value) },
  ];
}
