import * as tf from '@tensorflow/tfjs-core';
import { nameNumbers, runEntry, type Execution, type Feed, type Feeds } from './execution';
import { disposeModel, modelVariables, type GanModel } from './model';
import { feedPixels } from './ops/pixels';
import { readVariables, writeVariables } from './state';

/** Runs steps op by op as they are written: the reference. */
export function createEagerExecution(model: GanModel): Execution {
  const variables = modelVariables(model);
  return {
    step: (entry, feeds) => {
      const values = tf.tidy(() => runEntry(model, entry, feedTensors(feeds)).dataSync<'float32'>());
      return nameNumbers(entry, values);
    },
    draw: (asked, weights) => {
      const network = weights === 'raw' ? model.generator : (model.average ?? model.generator);
      return tf.tidy(() => {
        const labels = asked.labels ? feedTensor(asked.labels) : null;
        return network.forward(feedTensor(asked.latents), { training: false, labels }).dataSync<'float32'>();
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
  return Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, feedTensor(feed)]));
}

function feedTensor({ values, shape }: Feed): tf.Tensor {
  if (values instanceof Uint8Array) return feedPixels(values, shape);
  return tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');
}
