import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { NativeBackend } from './ops/native-backend';

/**
 * Loads the backend that is asked for, and no other.
 *
 * @returns the device that is really used.
 * @throws StudioError `tensorflow-missing` where native TensorFlow cannot be loaded, with the reason and the cure.
 */
export async function startTensorFlow(options: { readonly backend: Device['backend'] }): Promise<Device> {
  // without it the JavaScript backend advises everybody to take the native one
  tf.enableProdMode();
  switch (options.backend) {
    case 'tensorflow':
      return startNative();
    case 'js':
      return startPortable();
  }
}

/** Version of the TensorFlow library in use; tfjs' own where the JavaScript backend runs. */
export function tensorFlowVersion(): string {
  return tf.getBackend() === 'tensorflow' ? nativeBackend().binding.TF_Version : `tfjs ${tf.version_core}`;
}

async function startNative(): Promise<Device> {
  const threads = prepareEnvironment();
  try {
    const { registerNativeTensorFlow } = await import('./native-tensorflow');
    registerNativeTensorFlow();
  } catch (error) {
    const reason = error instanceof Error ? firstLine(error.message) : String(error);
    throw new StudioError('tensorflow-missing', worded('machine.noTensorFlow', { details: reason }), { cause: error });
  }
  await tf.setBackend('tensorflow');
  await tf.ready();
  if (!nativeBackend().isUsingGpuDevice) {
    return { kind: 'cpu', backend: 'tensorflow', name: `CPU, ${countThreads(threads)}`, threads };
  }
  return { kind: 'gpu', backend: 'tensorflow', name: await graphicsCardName(), threads };
}

async function startPortable(): Promise<Device> {
  await import('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  await tf.ready();
  return { kind: 'cpu', backend: 'js', name: 'CPU, 1 thread (JavaScript)', threads: 1 };
}

/** Sets what TensorFlow reads while it is loaded. @returns the threads that it then computes with. */
function prepareEnvironment(): number {
  const environment = process.env;
  environment['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  environment['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  // by itself TensorFlow leaves oneDNN off where the processor has no VNNI; a DCGAN step then takes twice the time
  environment['TF_ENABLE_ONEDNN_OPTS'] ??= '1';
  // memory stays with TensorFlow between steps; Electron gives large pieces back to the system at once
  environment['TF_CPU_ALLOCATOR_USE_BFC'] ??= '1';
  // said aloud, so that the number of threads is known and not guessed
  environment['TF_NUM_INTRAOP_THREADS'] ??= String(availableParallelism());
  // tfjs-node calls it; Node 23 took it away
  (util as { isNullOrUndefined?: (value: unknown) => boolean }).isNullOrUndefined ??= (value) =>
    value === null || value === undefined;
  return Math.max(1, Number.parseInt(environment['TF_NUM_INTRAOP_THREADS'], 10) || availableParallelism());
}

function nativeBackend(): NativeBackend {
  return tf.backend() as unknown as NativeBackend;
}

/** The first card that the driver lists. */
async function graphicsCardName(): Promise<string> {
  const folder = '/proc/driver/nvidia/gpus';
  try {
    const [card] = await readdir(folder);
    const text = card === undefined ? '' : await readFile(join(folder, card, 'information'), 'utf8');
    return /^Model:\s*(.+)$/m.exec(text)?.[1]?.trim() ?? 'GPU';
  } catch {
    // a system without that folder: the card still computes, only its name is not known
    return 'GPU';
  }
}

function countThreads(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.trim().replace(/\.$/, '') ?? text;
}
