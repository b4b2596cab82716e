import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs';
import '@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';

const packageName = '@tensorflow/tfjs-node-gpu';

/**
 * Loads the native library and adds it to tfjs-core as a backend. Parts of the package are taken, not its main file, which
 * also loads what reads and writes models and searches for its binding.
 *
 * @throws Error where the binding or the library is missing.
 */
export function registerNativeTensorFlow(): void {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve(`${packageName}/package.json`));
  const binding = require(join(folder, 'lib', 'napi-v8', 'tfjs_binding.node')) as TFJSBinding;
  tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, packageName));
}
