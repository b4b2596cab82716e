import type { NamedTensor } from '../../shared/tensor';
import { StudioError } from '../../shared/studio-error';
import type { StepMetrics } from '../../shared/run';

const advice = 'Lower the learning rates or clip the gradients, then train again.';

const watched = ['discriminatorLoss', 'generatorLoss', 'discriminatorGradientNorm', 'generatorGradientNorm'] as const;

/** @throws StudioError `diverged` where a loss or a gradient's length is NaN or infinite; names the step and which. */
export function checkMetricsFinite(metrics: StepMetrics): void {
  for (const name of watched) {
    const value = metrics[name];
    if (value === undefined || Number.isFinite(value)) continue;
    throw new StudioError('diverged', `Training stopped at step ${metrics.step}: ${name} became ${value}. ${advice}`);
  }
}

/** A finite loss can hide weights that its own update has just broken, so a checkpoint is looked at before it is kept. */
export function checkTensorsFinite(step: number, tensors: readonly NamedTensor[]): void {
  const broken = tensors.find((tensor) => tensor.dtype === 'float32' && !tensor.data.every(Number.isFinite));
  if (!broken) return;
  throw new StudioError('diverged', `Training stopped at step ${step}: ${broken.name} is no longer finite. ${advice}`);
}
