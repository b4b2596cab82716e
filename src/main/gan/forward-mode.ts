import type * as tf from '@tensorflow/tfjs-core';
import type { StepRandom } from './step-random';

/** How a network is run. */
export interface ForwardMode {
  /**
   * Batch norm: the batch's own statistics, and the running ones move; otherwise the running ones. Spectral norm follows
   * the weights; dropout and noise are at work.
   */
  readonly training: boolean;
  /** Outside training: batch norm takes the batch's own statistics all the same, and moves none; false if left out. */
  readonly batchStatistics?: boolean;
  /** Classes asked for, [batch, classes] with 1 at the class; left out or null where the network takes none. */
  readonly labels?: tf.Tensor | null;
  /** Where training draws from; left out or null where no layer does. */
  readonly random?: StepRandom | null;
}
