import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { runCommand } from '../setup/run-command.mjs';
import { SetupFault } from '../setup/setup-fault.mjs';
import { withLock } from '../setup/lock-file.mjs';

/** What the build is made from; a change of any of it makes the next start build again. */
const sources = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const sourcePattern = /^tsconfig.*\.json$/;
const results = ['out/main/index.js', 'out/main/cli.js'];
const stampPath = join('out', '.build-stamp');

/**
 * Builds the app into `out` where it is missing or made from other sources.
 * @param {{ root: string, environment: NodeJS.ProcessEnv, progress: import('../setup/progress.mjs').Progress }} context
 * @throws {SetupFault} with the compiler's words, where the build fails
 */
export async function ensureBuilt({ root, environment, progress }) {
  const digest = await sourceDigest(root);
  if (await isBuilt(root, digest)) return;
  await mkdir(join(root, 'out'), { recursive: true });
  await withLock(
    join(root, 'out', '.build-lock'),
    async () => {
      if (await isBuilt(root, digest)) return;
      progress.begin('Building the app');
      await rm(join(root, stampPath), { force: true });
      const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
      const { code, output } = await runCommand([process.execPath, program, 'build'], { cwd: root, env: environment });
      const missing = results.find((file) => !existsSync(join(root, file)));
      if (code !== 0 || missing !== undefined) {
        progress.note(output.trim());
        throw new SetupFault(
          code === 0 ? `The build left no ${missing}.` : 'The app could not be built; the reason stands above.',
          'Undo the change in src that broke it, or fetch the sources anew, then start again.',
        );
      }
      await writeFile(join(root, stampPath), digest);
      progress.done();
    },
    { onWait: (sentence) => progress.note(sentence) },
  );
}

/**
 * @param {string} root
 * @param {string} digest
 */
async function isBuilt(root, digest) {
  const stamp = await readFile(join(root, stampPath), 'utf8').catch(() => undefined);
  return stamp === digest && results.every((file) => existsSync(join(root, file)));
}

/**
 * One sum over names and contents of all sources.
 * @param {string} root
 * @returns {Promise<string>} SHA-256 in hexadecimal
 */
export async function sourceDigest(root) {
  const hash = createHash('sha256');
  for (const path of await sourceFiles(root)) {
    const content = await readFile(join(root, path));
    hash.update(`${path.replaceAll('\\', '/')} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} root */
async function sourceFiles(root) {
  const settings = (await readdir(root)).filter((name) => sourcePattern.test(name));
  const files = [];
  for (const source of [...sources, ...settings]) {
    const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) {
      if (existsSync(join(root, source))) files.push(source);
      continue;
    }
    for (const entry of entries) {
      if (entry.isFile()) files.push(join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));
    }
  }
  return files.sort();
}
