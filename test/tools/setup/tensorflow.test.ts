import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { LibraryPlan } from '../../../tools/setup/tensorflow-library.mjs';
import { installTensorflow } from '../../../tools/setup/tensorflow.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { fakeCompiler, fakePip, fakeProgram } from '../fake-program';
import { quietProgress } from '../quiet-progress';
import {
  loadableAddon,
  sha256,
  tensorflowFixture,
  type TensorflowFixture,
  workingCompiler,
  workingPip,
} from '../tensorflow-fixture';
import { zipBytes } from '../zip-fixture';

/** How long a test waits for another process to get somewhere. */
const patience = { timeout: 60_000, interval: 30 };

async function install(fixture: TensorflowFixture, plan: LibraryPlan = fixture.plan): Promise<readonly string[]> {
  const { progress, lines } = quietProgress();
  await installTensorflow(plan, { ...fixture, progress });
  return lines;
}

/** What a person would read if the installation failed. */
async function failure(fixture: TensorflowFixture): Promise<{ what: string; cure: string }> {
  const thrown: unknown = await install(fixture).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Error && 'cure' in thrown)) throw new Error(`No set-up fault but ${String(thrown)}.`);
  return { what: thrown.message, cure: String(thrown.cure) };
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The same in a process of its own. */
function installInProcess(fixture: TensorflowFixture, killAt?: string): Promise<Ended> {
  return startInProcess(fixture, killAt).ended;
}

function startInProcess(
  fixture: TensorflowFixture,
  killAt?: string,
): { readonly ended: Promise<Ended>; readonly output: () => string } {
  const script = resolve('test', 'tools', 'install-fixture.mjs');
  const child = spawn(process.execPath, [script, JSON.stringify({ ...fixture, killAt })], { stdio: 'pipe' });
  let output = '';
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<Ended>((done) => child.on('close', (code, signal) => done({ code, signal })));
  return { ended, output: () => output };
}

async function expectWhole({ root, cache }: TensorflowFixture): Promise<void> {
  const packageFolder = join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
  expect((await readdir(cache)).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(await readdir(join(packageFolder, 'deps', 'lib'))).toEqual([
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so.2',
  ]);
  const addon = await readFile(join(packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node'));
  expect(addon.equals(await readFile(await loadableAddon()))).toBe(true);
}

const downloads = async ({ programs }: TensorflowFixture): Promise<readonly string[]> =>
  (await readFile(join(programs, 'pip.log'), 'utf8')).trim().split('\n');

describe.skipIf(process.platform === 'win32')('the set-up of native TensorFlow', () => {
  it('unpacks what is needed, compiles the binding and links both into node_modules', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await install(fixture);
    await expectWhole(fixture);
    const deps = join(fixture.root, 'node_modules', '@tensorflow', 'tfjs-node-gpu', 'deps');
    expect(await readFile(join(deps, 'include', 'tensorflow', 'c', 'c_api.h'), 'utf8')).toBe('// C API');
    expect((await readdir(deps)).sort()).toEqual(['.ok', 'include', 'lib']);
    expect(await readdir(join(deps, 'include', 'tensorflow'))).toEqual(['c']);
  });

  it('says nothing and fetches nothing the second time, in this clone and in the next', async () => {
    const folder = await temporaryFolder();
    const fixture = await tensorflowFixture(folder);
    await install(fixture);
    expect(await install(fixture)).toEqual([]);
    const second = await tensorflowFixture(join(folder, 'second'));
    expect(await install({ ...second, cache: fixture.cache })).toEqual([]);
    expect(await downloads(fixture)).toHaveLength(1);
    await expectWhole({ ...second, cache: fixture.cache });
  });

  it('makes a library anew that somebody shortened', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await install(fixture);
    const [name = ''] = (await readdir(fixture.cache)).filter((entry) => entry.startsWith('tensorflow-2'));
    await writeFile(join(fixture.cache, name, 'lib', 'libtensorflow_cc.so.2'), 'cut');
    await install(fixture);
    await expectWhole(fixture);
    expect(await downloads(fixture)).toHaveLength(2);
  });

  it('replaces the files of the official installer, and links of an older set-up', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    const packageFolder = join(fixture.root, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
    await mkdir(join(packageFolder, 'lib', 'napi-v8'), { recursive: true });
    await writeFile(join(packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node'), 'official');
    await install(fixture);
    await expectWhole(fixture);
    expect(await readlink(join(packageFolder, 'lib'))).toContain(fixture.cache);
  });

  it('puts the CUDA wheels where the libraries look for them', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    const cuda = zipBytes([
      { name: 'nvidia/cublas/lib/libcublas.so.12', content: 'cublas' },
      { name: 'nvidia/cublas/include/cublas.h', content: '// left out' },
      { name: 'nvidia/cublas/__init__.py', content: '' },
    ]);
    await writeFile(join(fixture.programs, 'cublas.whl'), cuda);
    await fakePip(
      fixture.programs,
      `case $project in
nvidia-cublas-cu12) cp "${join(fixture.programs, 'cublas.whl')}" "$dest/cublas.whl" ;;
*) ${workingPip(fixture.wheel)} ;;
esac`,
    );
    const wheel = { project: 'nvidia-cublas-cu12', version: '1', platformTag: 'any', sha256: sha256(cuda) };
    await install(fixture, { ...fixture.plan, kind: 'gpu', wheels: [...fixture.plan.wheels, wheel] });
    await expectWhole(fixture);
    const deps = join(fixture.root, 'node_modules', '@tensorflow', 'tfjs-node-gpu', 'deps');
    expect(await readdir(join(deps, 'nvidia', 'cublas', 'lib'))).toEqual(['libcublas.so.12']);
    expect(await readdir(join(deps, 'nvidia', 'cublas'))).toEqual(['lib']);
  });
});

describe.skipIf(process.platform === 'win32')('a set-up that is killed', () => {
  it.each(['Fetching', 'Unpacking', 'Compiling'])(
    'at the step %s leaves nothing that harms: the next one is whole',
    async (step) => {
      const fixture = await tensorflowFixture(await temporaryFolder());
      expect(await installInProcess(fixture, step)).toMatchObject({ signal: 'SIGKILL' });
      expect((await readdir(fixture.cache)).some((name) => name.startsWith('.staging+'))).toBe(true);
      await install(fixture);
      await expectWhole(fixture);
    },
  );

  it('in the midst of a download starts it anew', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await fakePip(fixture.programs, 'echo half >"$dest/fixture.whl"; kill -9 $PPID');
    expect(await installInProcess(fixture)).toMatchObject({ signal: 'SIGKILL' });
    await fakePip(fixture.programs, workingPip(fixture.wheel));
    await install(fixture);
    await expectWhole(fixture);
  });

  it('in the midst of compiling keeps the library that it had fetched', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await fakeCompiler(fixture.programs, 'g++', 'echo half >"$out"; kill -9 $PPID');
    expect(await installInProcess(fixture)).toMatchObject({ signal: 'SIGKILL' });
    await fakeCompiler(fixture.programs, 'g++', workingCompiler(await loadableAddon()));
    await install(fixture);
    await expectWhole(fixture);
    expect(await downloads(fixture)).toHaveLength(1);
  });
});

describe.skipIf(process.platform === 'win32')('two set-ups at once', () => {
  it('share the work: one fetches, the other waits for it and says so', async () => {
    const folder = await temporaryFolder();
    const first = await tensorflowFixture(join(folder, 'first'));
    const second = {
      ...(await tensorflowFixture(join(folder, 'second'))),
      cache: first.cache,
      programs: first.programs,
    };
    const gate = join(folder, 'gate');
    // The download ends when the test opens the gate, so that both are under way at the same time.
    await fakePip(first.programs, `while [ ! -e "${gate}" ]; do sleep 0.05; done; ${workingPip(first.wheel)}`);
    const environment = first.environment;
    const both = [first, second].map((fixture) => startInProcess({ ...fixture, environment }));
    const waiting = /Another set-up \(process \d+\) is doing the same work; waiting for it\./;
    await vi.waitFor(() => expect(both.filter(({ output }) => waiting.test(output()))).toHaveLength(1), patience);
    await writeFile(gate, '');
    expect((await Promise.all(both.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([0, 0]);
    expect(await downloads(first)).toHaveLength(1);
    await expectWhole(first);
    await expectWhole(second);
  });

  it('do no harm even where the lock between them is lost', async () => {
    const folder = await temporaryFolder();
    const first = await tensorflowFixture(join(folder, 'first'));
    const gate = join(folder, 'gate');
    await fakePip(first.programs, `while [ ! -e "${gate}" ]; do sleep 0.05; done; ${workingPip(first.wheel)}`);
    const one = installInProcess(first);
    const lock = await lockHeld(first.cache);
    await rm(lock);
    const other = installInProcess(first);
    await lockHeld(first.cache);
    await writeFile(gate, '');
    expect((await Promise.all([one, other])).map(({ code }) => code)).toEqual([0, 0]);
    expect(await downloads(first)).toHaveLength(2);
    await expectWhole(first);
  });
});

/** Waits until a set-up holds the lock of the library; its path. */
function lockHeld(cache: string): Promise<string> {
  return vi.waitFor(async () => {
    const name = (await readdir(cache)).find((entry) => entry.startsWith('.lock-tensorflow-2'));
    if (name === undefined) throw new Error('No set-up holds the lock.');
    return join(cache, name);
  }, patience);
}

describe.skipIf(process.platform === 'win32')('a bad day of the set-up', () => {
  it('without a network: pip’s reason, the cure, and the next start recovers', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await fakePip(
      fixture.programs,
      'echo "WARNING: Retrying after connection broken by NewConnectionError: Temporary failure in name resolution" >&2\n' +
        'echo "ERROR: No matching distribution found for tensorflow-cpu==2.21.0" >&2; exit 1',
    );
    const { what, cure } = await failure(fixture);
    expect(what).toMatch(/^pip could not fetch tensorflow-cpu 2\.21\.0: .*name resolution.*\.$/);
    expect(cure).toMatch(/Check the network/);
    expect(await readdir(fixture.cache)).toEqual([]);
    await fakePip(fixture.programs, workingPip(fixture.wheel));
    await install(fixture);
    await expectWhole(fixture);
  });

  it('without pip: says which programs were tried and how to get it', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await rm(join(fixture.programs, 'python3'));
    expect(await failure(fixture)).toEqual({
      what: expect.stringMatching(/none of python3, python, pip3 and pip/) as string,
      cure: expect.stringMatching(/apt-get install python3-pip/) as string,
    });
  });

  it('with a python3 that has no pip, but a pip3: takes that', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await fakeProgram(fixture.programs, 'python3', 'echo "No module named pip" >&2; exit 1');
    const copy = `while [ $# -gt 0 ]; do if [ "$1" = --dest ]; then dest=$2; fi; shift; done; ${workingPip(fixture.wheel)}`;
    await fakeProgram(fixture.programs, 'pip3', `if [ "$1" = --version ]; then echo "pip 20.3"; exit; fi\n${copy}`);
    await install(fixture);
    await expectWhole(fixture);
  });

  it('with another wheel than expected: names both sums and keeps nothing of it', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    const other = zipBytes([{ name: 'tensorflow/libtensorflow_cc.so.2', content: 'something evil' }]);
    await writeFile(fixture.wheel, other);
    const { what, cure } = await failure(fixture);
    expect(what).toContain(sha256(other));
    expect(what).toContain(fixture.plan.wheels[0]?.sha256);
    expect(cure).toMatch(/pip cache purge/);
    expect(await readdir(fixture.cache)).toEqual([]);
  });

  it('with a damaged wheel: says what is damaged', async () => {
    const folder = await temporaryFolder();
    const fixture = await tensorflowFixture(folder);
    const bytes = (await readFile(fixture.wheel)).subarray(0, -40);
    await writeFile(fixture.wheel, bytes);
    const wheels = fixture.plan.wheels.map((wheel) => ({ ...wheel, sha256: sha256(bytes) }));
    const { what } = await failure({ ...fixture, plan: { ...fixture.plan, wheels } });
    expect(what).toMatch(/fixture\.whl is damaged: its end record is missing/);
  });

  it('with a wheel that lacks a library: names it', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    const bytes = zipBytes([{ name: 'tensorflow/libtensorflow_cc.so.2', content: 'alone' }]);
    await writeFile(fixture.wheel, bytes);
    const wheels = fixture.plan.wheels.map((wheel) => ({ ...wheel, sha256: sha256(bytes) }));
    const { what } = await failure({ ...fixture, plan: { ...fixture.plan, wheels } });
    expect(what).toMatch(/holds no libtensorflow_framework\.so\.2/);
  });

  it('without a compiler and without the index that carries one: names both, and the next start recovers', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await rm(join(fixture.programs, 'g++'));
    await fakePip(
      fixture.programs,
      `if [ "$project" = ziglang ]; then echo "ERROR: Connection refused" >&2; exit 1; fi; ${workingPip(fixture.wheel)}`,
    );
    const { what, cure } = await failure(fixture);
    expect(what).toMatch(/there is no C\+\+ compiler/);
    expect(cure).toMatch(/g\+\+|xcode-select/);
    await fakeCompiler(fixture.programs, 'clang++', workingCompiler(await loadableAddon()));
    await install(fixture);
    await expectWhole(fixture);
  });

  it('with a compiler that fails: tells its words and tries the next', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await fakeCompiler(fixture.programs, 'g++', 'echo "fatal error: no <string>" >&2; exit 1');
    await fakeCompiler(fixture.programs, 'clang++', workingCompiler(await loadableAddon()));
    expect((await install(fixture)).join('')).toContain('g++ could not compile it: fatal error: no <string>');
    await expectWhole(fixture);
  });

  it('with a binding that does not load: says so and keeps nothing of it', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await fakeCompiler(fixture.programs, 'g++', 'echo "no library" >"$out"');
    const { what, cure } = await failure(fixture);
    expect(what).toMatch(/does not load/);
    expect(cure).toMatch(/--backend js/);
    expect((await readdir(fixture.cache)).some((name) => name.startsWith('tensorflow-binding'))).toBe(false);
  });

  it('with a pip that finds the disk full: says so', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    await fakePip(fixture.programs, 'echo "ERROR: [Errno 28] No space left on device" >&2; exit 1');
    expect(await failure(fixture)).toEqual({
      what: 'pip could not fetch tensorflow-cpu 2.21.0: the disk is full.',
      cure: expect.stringMatching(/GAN_STUDIO_CACHE/) as string,
    });
  });

  it('with too little space from the start: says how much is needed before anything is fetched', async () => {
    const fixture = await tensorflowFixture(await temporaryFolder());
    const { what } = await failure({ ...fixture, plan: { ...fixture.plan, bytesNeeded: 1e18 } });
    expect(what).toMatch(/needs 1000000000\.0 GB of free space in .*cache/);
    await expect(downloads(fixture)).rejects.toThrow(/ENOENT/);
  });
});
