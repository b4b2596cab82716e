import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LibraryPlan } from '../../tools/setup/tensorflow-library.mjs';
import { fakeCompiler, fakePip } from './fake-program';
import { type FixtureEntry, zipBytes } from './zip-fixture';

/** A clone, a cache and an environment in which a tiny wheel stands for TensorFlow's. */
export interface TensorflowFixture {
  readonly root: string;
  readonly cache: string;
  /** The folder of programs that makes up the PATH. */
  readonly programs: string;
  readonly wheel: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly plan: LibraryPlan;
}

export const wheelEntries: readonly FixtureEntry[] = [
  { name: 'tensorflow/libtensorflow_cc.so.2', content: 'the library '.repeat(1000) },
  { name: 'tensorflow/libtensorflow_framework.so.2', content: 'the framework' },
  { name: 'tensorflow/include/tensorflow/c/c_api.h', content: '// C API' },
  { name: 'tensorflow/include/tensorflow/c/eager/c_api.h', content: '// eager' },
  { name: 'tensorflow/include/tensorflow/core/framework/not_needed.h', content: '// left out' },
  { name: 'tensorflow/python/__init__.py', content: '# left out' },
];

/** A library that Node can load stands for the compiled binding: one that an installed package brings. */
export async function loadableAddon(): Promise<string> {
  const modules = resolve('node_modules');
  for (const folder of await readdir(modules)) {
    if (!folder.startsWith(`lightningcss-${process.platform}-${process.arch}`)) continue;
    const file = (await readdir(join(modules, folder))).find((name) => name.endsWith('.node'));
    if (file !== undefined) return join(modules, folder, file);
  }
  throw new Error('node_modules holds no addon of lightningcss for this machine.');
}

/** Lays out the fixture with a pip and a compiler that do their work; a test replaces what is to fail. */
export async function tensorflowFixture(folder: string): Promise<TensorflowFixture> {
  const root = join(folder, 'clone');
  const packageFolder = join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
  await mkdir(join(packageFolder, 'binding'), { recursive: true });
  await writeFile(join(packageFolder, 'package.json'), JSON.stringify({ version: '4.22.0' }));
  await writeFile(join(packageFolder, 'binding', 'tfjs_backend.cc'), '// source');
  const headers = join(root, 'node_modules', 'node-api-headers', 'include');
  await mkdir(headers, { recursive: true });
  await writeFile(join(headers, 'node_api.h'), '// header');
  const programs = join(folder, 'programs');
  const wheel = join(folder, 'fixture.whl');
  const bytes = zipBytes(wheelEntries);
  await writeFile(wheel, bytes);
  await fakePip(programs, workingPip(wheel));
  await fakeCompiler(programs, 'g++', workingCompiler(await loadableAddon()));
  const cache = join(folder, 'cache');
  await mkdir(cache);
  return {
    root,
    cache,
    programs,
    wheel,
    environment: { PATH: programs, HOME: folder },
    plan: {
      kind: 'cpu',
      platform: `${process.platform}-${process.arch}`,
      wheels: [{ project: 'tensorflow-cpu', version: '2.21.0', platformTag: 'any', sha256: sha256(bytes) }],
      libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
      bytesNeeded: 0,
    },
  };
}

export function workingPip(wheel: string): string {
  return `cp "${wheel}" "$dest/fixture.whl"`;
}

export function workingCompiler(addon: string): string {
  return `cp "${addon}" "$out"`;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
