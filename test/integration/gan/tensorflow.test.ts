import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { startTensorFlow, tensorFlowVersion } from '../../../src/main/gan/tensorflow';
import { buildFixture } from '../../build-fixture';
import { temporaryFolder } from '../../temporary-folder';

it('starts native TensorFlow and says what it computes on', async () => {
  const device = await startTensorFlow({ backend: 'tensorflow' });
  const { isUsingGpuDevice } = tf.backend() as unknown as { readonly isUsingGpuDevice: boolean };
  expect(device.backend).toBe('tensorflow');
  expect(device.kind).toBe(isUsingGpuDevice ? 'gpu' : 'cpu');
  expect(device.threads).toBe(Number(process.env['TF_NUM_INTRAOP_THREADS'] ?? availableParallelism()));
  expect(tf.getBackend()).toBe('tensorflow');
  expect(tensorFlowVersion()).toMatch(/^\d+\.\d+\.\d+/);
});

it('starts the JavaScript backend only where it is asked for, and says so', async () => {
  expect(await startTensorFlow({ backend: 'js' })).toEqual({
    kind: 'cpu',
    backend: 'js',
    name: 'CPU, 1 thread (JavaScript)',
    threads: 1,
  });
  expect(tf.getBackend()).toBe('cpu');
  expect(tensorFlowVersion()).toMatch(/^tfjs \d/);
  await startTensorFlow({ backend: 'tensorflow' });
  expect(tf.getBackend()).toBe('tensorflow');
});

it('says what is missing and how to cure it where the native part was never set up', async () => {
  const folder = await temporaryFolder();
  await copyPackagesWithoutBinding(folder);
  const fixture = await buildFixture('test/fixtures/start-tensorflow.ts');
  try {
    const script = join(folder, 'start-tensorflow.mjs');
    await cp(fixture.script, script);
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    const answer = JSON.parse(stdout) as { readonly code: string; readonly message: string };
    expect(answer.code).toBe('tensorflow-missing');
    expect(answer.message).toMatch(/^Native TensorFlow cannot be loaded \(.+\); run "npm run setup".+--backend js\.$/);
  } finally {
    await fixture.remove();
  }
});

/** The packages as `npm ci` leaves them: all of tfjs-node-gpu but its binding. */
async function copyPackagesWithoutBinding(folder: string): Promise<void> {
  const real = resolve('node_modules');
  const copy = join(folder, 'node_modules');
  const scope = '@tensorflow';
  const bare = 'tfjs-node-gpu';
  await mkdir(join(copy, scope, bare), { recursive: true });
  for (const name of await readdir(real)) {
    if (name !== scope) await symlink(join(real, name), join(copy, name));
  }
  for (const name of await readdir(join(real, scope))) {
    if (name !== bare) await symlink(join(real, scope, name), join(copy, scope, name));
  }
  for (const part of ['dist', 'package.json']) {
    await cp(join(real, scope, bare, part), join(copy, scope, bare, part), { recursive: true });
  }
}
