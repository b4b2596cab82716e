import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { npmCommand } from '../../../tools/setup/npm-command.mjs';
import { fetchRegistryPackage } from '../../../tools/setup/registry-package.mjs';
import { temporaryFolder } from '../../temporary-folder';

const name = 'carried-thing';

/** A registry of one package on this machine, and how npm is told of it. */
async function registry(): Promise<{
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly integrity: string;
}> {
  const folder = await temporaryFolder();
  const source = join(folder, 'source');
  await mkdir(source);
  await writeFile(join(source, 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
  await writeFile(join(source, 'thing.bin'), 'the carried bytes');
  const environment = { PATH: process.env.PATH, HOME: folder };
  const [npm = '', ...parameters] = npmCommand(environment);
  spawnSync(npm, [...parameters, 'pack', '--silent', '--pack-destination', folder], { cwd: source, env: environment });
  const tarball = await readFile(join(folder, `${name}-1.0.0.tgz`));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) response.end(tarball);
    else response.end(JSON.stringify(document(`http://${request.headers.host}`, integrity)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    folder,
    integrity,
    environment: { ...environment, npm_config_registry: address, npm_config_fetch_retries: '0' },
  };
}

function document(address: string, integrity: string): object {
  const dist = { tarball: `${address}/${name}/-/${name}-1.0.0.tgz`, integrity };
  return { name, 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': { name, version: '1.0.0', dist } } };
}

describe('a package fetched with npm', () => {
  it('is unpacked where it has the pinned integrity', async () => {
    const { folder, environment, integrity } = await registry();
    const path = await fetchRegistryPackage({ name, version: '1.0.0', integrity }, join(folder, 'out'), environment);
    expect(await readFile(join(path, 'thing.bin'), 'utf8')).toBe('the carried bytes');
  });

  it('is refused where it has another', async () => {
    const { folder, environment } = await registry();
    const integrity = `sha512-${createHash('sha512').update('something else').digest('base64')}`;
    const fetching = fetchRegistryPackage({ name, version: '1.0.0', integrity }, join(folder, 'out'), environment);
    await expect(fetching).rejects.toMatchObject({
      message: expect.stringMatching(/npm could not fetch carried-thing 1\.0\.0: .*EINTEGRITY/s) as string,
      cure: expect.stringMatching(/do not trust the registry/) as string,
    });
  });
});
