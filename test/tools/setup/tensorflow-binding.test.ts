import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bindingPlan, provideTensorflowBinding } from '../../../tools/setup/tensorflow-binding.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { fakeCompiler, fakePip } from '../fake-program';
import { quietProgress } from '../quiet-progress';
import { loadableAddon, sha256, tensorflowFixture, workingCompiler, workingPip } from '../tensorflow-fixture';
import { zipBytes } from '../zip-fixture';

async function fixture() {
  const given = await tensorflowFixture(await temporaryFolder());
  const modules = join(given.root, 'node_modules');
  const library = join(given.cache, 'library');
  await mkdir(library);
  const plan = await bindingPlan({
    kind: given.plan.kind,
    platform: given.plan.platform,
    packageFolder: join(modules, '@tensorflow', 'tfjs-node-gpu'),
    nodeHeaders: join(modules, 'node-api-headers', 'include'),
    library,
    libraries: given.plan.libraries,
  });
  return { ...given, plan, progress: quietProgress().progress };
}

describe.skipIf(process.platform === 'win32')('the TensorFlow binding', () => {
  it('is compiled with the compiler of the Python index where the machine has none', async () => {
    const given = await fixture();
    await rm(join(given.programs, 'g++'));
    const script = `#!/bin/sh\nPATH=/usr/bin:/bin\nwhile [ $# -gt 0 ]; do if [ "$1" = -o ]; then out=$2; fi; shift; done\n${workingCompiler(await loadableAddon())}\n`;
    const bytes = zipBytes([{ name: 'ziglang/zig', content: script, mode: 0o100755 }]);
    const wheel = join(given.programs, 'ziglang.whl');
    await writeFile(wheel, bytes);
    await fakePip(given.programs, workingPip(wheel));
    const compilerWheel = { project: 'ziglang', version: '1.0', platformTag: 'any', sha256: sha256(bytes) };
    const folder = await provideTensorflowBinding({ ...given.plan, compilerWheel }, given);
    expect((await readdir(folder)).sort()).toEqual(['.ok', 'deps', 'lib']);
    expect(await readFile(join(folder, '.ok'), 'utf8')).toContain('ziglang 1.0');
  });

  it('is compiled from the sources of the package, against the headers and the library, and finds the library beside itself', async () => {
    const given = await fixture();
    const log = await recordingCompiler(given.programs);
    await provideTensorflowBinding(given.plan, given);
    const parameters = (await readFile(log, 'utf8')).split('\n');
    expect(parameters).toContain(join(given.plan.sources, 'tfjs_backend.cc'));
    expect(parameters).toContain(join(given.plan.library, 'include'));
    expect(parameters).toContain(join(given.plan.library, 'lib', 'libtensorflow_cc.so.2'));
    expect(parameters).toContain('-DTF_NewSessionOptions=gan_studio_session_options');
    expect(parameters.find((parameter) => parameter.startsWith('-Wl,-rpath,'))).toMatch(/\/\.\.\/\.\.\/deps\/lib$/);
  });

  it('leaves sessions on graphics cards as they are', async () => {
    const given = await fixture();
    const log = await recordingCompiler(given.programs);
    await provideTensorflowBinding({ ...given.plan, kind: 'gpu' }, given);
    const parameters = await readFile(log, 'utf8');
    expect(parameters).toContain('tfjs_backend.cc');
    expect(parameters).not.toContain('TF_NewSessionOptions');
  });

  it('is another one when its sources change', async () => {
    const given = await fixture();
    const before = await provideTensorflowBinding(given.plan, given);
    expect(await provideTensorflowBinding(given.plan, given)).toBe(before);
    await writeFile(join(given.plan.sources, 'tfjs_backend.cc'), '// changed');
    expect(await provideTensorflowBinding(given.plan, given)).not.toBe(before);
  });
});

/** A compiler that works and writes its arguments down. @returns the file */
async function recordingCompiler(programs: string): Promise<string> {
  const log = join(programs, 'arguments');
  await fakeCompiler(programs, 'g++', workingCompiler(await loadableAddon()));
  const script = await readFile(join(programs, 'g++'), 'utf8');
  await writeFile(join(programs, 'g++'), script.replace('while', `printf '%s\\n' "$@" >"${log}"\nwhile`));
  return log;
}
