import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = resolve('test/fixtures/list-tensorflow.mjs');
const builtChunks = resolve('out/main/chunks');

/** What is there once a module has been loaded. */
async function listedAfter(module: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, module], { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as Record<string, readonly string[]>;
}

it('has in the built studio every kernel, gradient and method of tensors that the whole of tfjs-node has', async () => {
  const chunk = (await readdir(builtChunks)).find((name) => name.startsWith('native-tensorflow-'));
  const built = await listedAfter(pathToFileURL(join(builtChunks, chunk ?? 'missing')).href);
  const whole = await listedAfter('@tensorflow/tfjs-node-gpu');
  expect(whole['kernels']?.length).toBeGreaterThan(100);
  expect(whole['gradients']?.length).toBeGreaterThan(80);
  expect(whole['methods']).toContain('reshape');
  expect(built).toEqual(whole);
});
