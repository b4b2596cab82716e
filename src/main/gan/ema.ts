import * as tf from '@tensorflow/tfjs-core';
import type { NamedVariable, Network } from './network';

/** Share of the old average that stays at the t-th update, t from 1: short at first, so that the start is forgotten. */
export function emaDecay(decay: number, update: number): number {
  return Math.min(decay, (1 + update) / (10 + update));
}

/** average += (1 - decay) · (current - average), for every trainable variable; running statistics are copied. */
export function updateAverage(average: Network, current: Network, decay: tf.Tensor): void {
  tf.tidy(() => {
    const share = tf.sub(1, decay);
    for (const [index, { variable }] of average.trainable.entries()) {
      const target = current.trainable[index];
      if (!target) throw new Error(`There is nothing to average into ${average.trainable[index]?.name ?? index}.`);
      variable.assign(tf.add(variable, tf.mul(tf.sub(target.variable, variable), share)));
    }
  });
  copyVariables(current.statistics, average.statistics);
}

/** Makes the average equal to the network that it follows. */
export function beginAverage(average: Network, current: Network): void {
  copyVariables(current.trainable, average.trainable);
  copyVariables(current.statistics, average.statistics);
}

function copyVariables(from: readonly NamedVariable[], to: readonly NamedVariable[]): void {
  for (const [index, { name, variable }] of to.entries()) {
    const source = from[index];
    if (!source) throw new Error(`There is nothing to copy into ${name}.`);
    variable.assign(source.variable);
  }
}
