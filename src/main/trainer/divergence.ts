import type { NamedTensor } from '../../shared/tensor';
import { StudioError } from '../../shared/studio-error';
import type { StepMetrics } from '../../shared/run';
import { worded } from '../../shared/wording/worded';

const watched = ['discriminatorLoss', 'generatorLoss', 'discriminatorGradientNorm', 'generatorGradientNorm'] as const;

/** @throws StudioError `diverged` where a loss or a gradient's length is NaN or infinite; names the step and which. */
export function checkMetricsFinite(metrics: StepMetrics): void {
  for (const name of watched) {
    const value = metrics[name];
    if (value === undefined || Number.isFinite(value)) continue;
    throw new StudioError('diverged', worded('run.divergedLoss', { step: metrics.step, name, value }));
  }
}

/** A finite loss can hide weights that its own update has just broken, so a checkpoint is looked at before it is kept. */
export function checkTensorsFinite(step: number, tensors: readonly NamedTensor[]): void {
  const broken = tensors.find((tensor) => tensor.dtype === 'float32' && !tensor.data.every(Number.isFinite));
  if (!broken) return;
  throw new StudioError('diverged', worded('run.divergedWeights', { step, name: broken.name }));
}
