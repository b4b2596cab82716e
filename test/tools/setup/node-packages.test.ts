import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installNodePackages } from '../../../tools/setup/node-packages.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { quietProgress } from '../quiet-progress';

interface Clone {
  readonly root: string;
  readonly cache: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A clone whose only package lies beside it, so that the real npm installs it without a network. */
async function clone(version = '1.0.0'): Promise<Clone> {
  const folder = await temporaryFolder();
  const root = join(folder, 'clone');
  await mkdir(join(root, 'part'), { recursive: true });
  await mkdir(join(folder, 'cache'));
  await writeFile(join(root, 'part', 'package.json'), JSON.stringify({ name: 'part', version }));
  const manifest = { name: 'clone', version: '1.0.0', devDependencies: { part: 'file:part' } };
  await writeFile(join(root, 'package.json'), JSON.stringify(manifest));
  await writeLock(root, manifest, version);
  const environment = { PATH: process.env.PATH, HOME: folder, NODE_ENV: 'production', npm_config_omit: 'dev' };
  return { root, cache: join(folder, 'cache'), environment };
}

async function writeLock(root: string, manifest: object, version: string): Promise<void> {
  const packages = {
    '': manifest,
    'node_modules/part': { resolved: 'part', link: true, dev: true },
    part: { version },
  };
  const lock = { name: 'clone', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
  await writeFile(join(root, 'package-lock.json'), JSON.stringify(lock));
}

/** An npm that does what the script says; it logs that it was called. */
async function fakeNpm({ root, environment }: Clone, script: string): Promise<Clone['environment']> {
  const path = join(root, '..', 'npm-cli.js');
  await writeFile(path, `require('node:fs').appendFileSync(__dirname + '/npm.log', 'called\\n');\n${script}`);
  return { ...environment, npm_execpath: path };
}

async function install(context: Clone): Promise<readonly string[]> {
  const { progress, lines } = quietProgress();
  await installNodePackages({ ...context, progress });
  return lines;
}

const calls = ({ root }: Clone): Promise<number> =>
  readFile(join(root, '..', 'npm.log'), 'utf8').then(
    (text) => text.trim().split('\n').length,
    () => 0,
  );

describe('the npm packages', () => {
  it('are installed where node_modules is missing, those of development too, and said once', async () => {
    const context = await clone();
    expect((await install(context)).join('')).toMatch(/Installing the npm packages/);
    expect(await readdir(join(context.root, 'node_modules'))).toContain('part');
    expect(await install(context)).toEqual([]);
  });

  it('are not installed again while the lock file stays as it is, and are when it changes', async () => {
    const context = await clone();
    await install(context);
    const watched = { ...context, environment: await fakeNpm(context, '') };
    await install(watched);
    expect(await calls(context)).toBe(0);
    const manifest = JSON.parse(await readFile(join(context.root, 'package.json'), 'utf8')) as object;
    await writeLock(context.root, manifest, '2.0.0');
    await install(watched);
    expect(await calls(context)).toBe(1);
  });

  it('that npm installed by hand are taken as they are', async () => {
    const context = await clone();
    await install(context);
    await writeFile(join(context.root, 'node_modules', '.gan-studio-installed'), 'of an older lock file');
    const watched = { ...context, environment: await fakeNpm(context, '') };
    expect(await install(watched)).toEqual([]);
    expect(await calls(context)).toBe(0);
  });

  it.each([
    [
      'npm error code EAI_AGAIN\\nnpm error request failed, reason: getaddrinfo EAI_AGAIN',
      /EAI_AGAIN/,
      /Check the network/,
    ],
    ['npm error code ENOSPC\\nnpm error nospc ENOSPC: no space left on device, write', /ENOSPC/, /The disk is full/],
    [
      'npm error code EINTEGRITY\\nnpm error sha512-A integrity checksum failed',
      /EINTEGRITY/,
      /npm cache clean --force/,
    ],
    ['npm error code EACCES\\nnpm error syscall mkdir', /EACCES/, /writable/],
    ['npm error something new', /something new/, /npm ci/],
  ])(
    'that npm cannot install are a sentence and a cure (%s), and the next start recovers',
    async (output, what, cure) => {
      const context = await clone();
      const environment = await fakeNpm(context, `console.error('${output}'); process.exit(1);`);
      const failing = install({ ...context, environment });
      await expect(failing).rejects.toMatchObject({
        message: expect.stringMatching(what) as string,
        cure: expect.stringMatching(cure) as string,
      });
      await install(context);
      expect(await readdir(join(context.root, 'node_modules'))).toContain('part');
    },
  );

  it('that were interrupted half-way are installed anew', async () => {
    const context = await clone();
    const half = `require('node:fs').mkdirSync(process.cwd() + '/node_modules/half', { recursive: true });`;
    const environment = await fakeNpm(context, `${half} process.kill(process.pid, 'SIGKILL');`);
    await expect(install({ ...context, environment })).rejects.toThrow(/npm could not install the packages/);
    await install(context);
    expect(await readdir(join(context.root, 'node_modules'))).not.toContain('half');
  });

  it('without a lock file cannot be installed, and it says which file is missing', async () => {
    const context = await clone();
    await expect(install({ ...context, root: context.cache })).rejects.toThrow(/package-lock\.json is missing/);
  });
});
