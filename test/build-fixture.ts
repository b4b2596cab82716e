import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** A script that plain Node can run in a process of its own. */
export interface BuiltFixture {
  /** Absolute path of the .mjs file. */
  readonly script: string;
  remove(): Promise<void>;
}

/** Below node_modules, so that the script finds the packages that it imports. */
const buildFolder = resolve('node_modules', '.cache', 'gan-studio-test');

/**
 * Bundles a TypeScript file and everything of ours that it imports; packages stay imports.
 *
 * @param entry path from the root of the repository, for example `test/fixtures/write-a-run.ts`
 */
export async function buildFixture(entry: string): Promise<BuiltFixture> {
  await mkdir(buildFolder, { recursive: true });
  const outDir = await mkdtemp(join(buildFolder, 'fixture-'));
  // a test may run the script as another user
  await chmod(outDir, 0o755);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(entry),
      outDir,
      target: 'node20',
      minify: false,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'fixture.mjs' } },
    },
  });
  return {
    script: join(outDir, 'fixture.mjs'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
