import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newerNode } from './pinned-downloads.mjs';
import { fetchRegistryPackage } from './registry-package.mjs';
import { provideFolder } from './staged-folder.mjs';

const program = 'bin/node';

/**
 * The Node that today's Electron holds, for the tests that run on both; undefined where the registry carries none for this
 * machine or this Node is as new.
 * @param {{ cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @returns {Promise<string | undefined>} path of its program
 */
export async function provideNewerNode({ cache, environment, progress }) {
  const major = (/** @type {string} */ version) => Number(version.split('.')[0]);
  if (`${process.platform}-${process.arch}` !== 'linux-x64') return undefined;
  if (major(process.versions.node) >= major(newerNode.version)) return undefined;
  const folder = await provideFolder(
    cache,
    `node-${newerNode.version}-linux-x64`,
    async (staging) => {
      progress.begin(`Fetching Node ${newerNode.version} for the tests`);
      const fetched = join(staging, 'fetched');
      const unpacked = await fetchRegistryPackage(newerNode, fetched, environment);
      await mkdir(join(staging, 'bin'));
      await rename(join(unpacked, newerNode.binary), join(staging, program));
      await rm(fetched, { recursive: true });
      progress.done();
      return { versions: { node: newerNode.version }, files: [program] };
    },
    { onWait: (sentence) => progress.note(sentence) },
  );
  return join(folder, program);
}
