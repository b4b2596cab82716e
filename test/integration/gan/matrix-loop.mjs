import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers';

// Multiplies matrices on native TensorFlow for some seconds; argument: seconds. Says `ready`, then how many signals it handled.
process.env.TF_CPP_MIN_LOG_LEVEL = '3';
process.env.TF_ENABLE_ONEDNN_OPTS = '1';
process.env.TF_NUM_INTRAOP_THREADS = String(availableParallelism());
const tf = await import('@tensorflow/tfjs-node-gpu');

let handled = 0;
process.on('SIGUSR2', () => handled++);
const matrix = tf.randomNormal([100, 256]);
const attributes = [
  { name: 'transpose_a', type: tf.backend().binding.TF_ATTR_BOOL, value: true },
  { name: 'transpose_b', type: tf.backend().binding.TF_ATTR_BOOL, value: false },
  { name: 'T', type: tf.backend().binding.TF_ATTR_TYPE, value: tf.backend().binding.TF_FLOAT },
];
const end = performance.now() + Number(process.argv[2]) * 1000;
process.stdout.write('ready\n');
multiply();

function multiply() {
  for (let round = 0; round < 100; round++)
    tf.tidy(() => tf.backend().executeSingleOutput('MatMul', attributes, [matrix, matrix]));
  if (performance.now() < end) setImmediate(multiply);
  else {
    process.stdout.write(`${JSON.stringify({ handled })}\n`);
    process.exit(0);
  }
}
