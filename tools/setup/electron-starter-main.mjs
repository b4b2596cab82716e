// Runs inside Electron, out of default_app.asar: starts the app in the folder that the command line names, as the starter of
// Electron's own releases does. Everything is awaited at top level, so that `ready` waits for the app's first statements.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** @param {readonly string[]} parameters */
function parse(parameters) {
  /** @type {string[]} */
  const preloaded = [];
  for (let index = 0; index < parameters.length; index += 1) {
    const parameter = parameters[index] ?? '';
    if (parameter === '-r' || parameter === '--require') preloaded.push(parameters[(index += 1)] ?? '');
    else if (!parameter.startsWith('-')) return { preloaded, folder: resolve(parameter) };
  }
  return { preloaded, folder: undefined };
}

/** @param {string} folder */
function adopt(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name);
  // Electron has these two for its own starter and keeps them out of its declarations.
  const internal = /** @type {Electron.App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (
    app
  );
  if (manifest.version) internal.setVersion(manifest.version);
  internal.setAppPath(folder);
  return resolve(folder, manifest.main ?? 'index.js');
}

const { preloaded, folder } = parse(process.argv.slice(1));
try {
  if (process.argv.includes('--version') && folder === undefined) {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  }
  if (folder === undefined) throw new Error('Name the folder of an app on the command line.');
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const main = statSync(folder).isDirectory() ? adopt(folder) : folder;
  const require = createRequire(main);
  for (const module of preloaded) require(module);
  await import(pathToFileURL(main).href);
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.stack : thrown}\n`);
  process.exit(1);
}
