import * as tf from '@tensorflow/tfjs-core';
import { nameNumbers, runEntry, type Execution, type Feeds } from './execution';
import { disposeModel, modelVariables, type GanModel } from './model';
import { feedPixels } from './ops/pixels';
import { readVariables, writeVariables } from './state';

/** Runs steps op by op as they are written: the reference. */
export function createEagerExecution(model: GanModel, latentSize: number, classes: number | null): Execution {
  const variables = modelVariables(model);
  return {
    step: (entry, feeds) => {
      const values = tf.tidy(() => runEntry(model, entry, feedTensors(feeds)).dataSync<'float32'>());
      return nameNumbers(entry, values);
    },
    draw: ({ latents, labels }, weights) => {
      const network = weights === 'raw' ? model.generator : (model.average ?? model.generator);
      return tf.tidy(() => {
        const fed = tf.tensor(latents, [latents.length / latentSize, latentSize]);
        const asked = labels && classes !== null ? tf.tensor(labels, [labels.length / classes, classes]) : null;
        return network.forward(fed, { training: false, labels: asked }).dataSync<'float32'>();
      });
    },
    read: () => readVariables(variables),
    write: (tensors) => {
      writeVariables(tensors, variables);
    },
    dispose: () => {
      disposeModel(model);
    },
  };
}

function feedTensors(feeds: Feeds): Readonly<Record<string, tf.Tensor>> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { values, shape }]) => [
      name,
      values instanceof Uint8Array ? feedPixels(values, shape) : tf.tensor(values, [...shape], 'float32'),
    ]),
  );
}
