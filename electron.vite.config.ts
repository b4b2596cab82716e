import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/**
 * The oldest runtimes that the build must run on: plain Node 20 for the command line, Electron 33 for the window.
 * Named here, because electron-vite would take them from whatever Electron package.json asks for.
 */
const oldestNode = 'node20.18';
const oldestChromium = 'chrome130';

/** Pure JavaScript: bundled, so that starting does not read hundreds of files. Every other dependency stays where npm put it. */
const bundled = ['zod', 'commander', 'yauzl', 'ml-matrix', '@tensorflow/tfjs-node-gpu', 'google-protobuf'];

/** CommonJS, and taken by `require` instead of `import`; see `requiredPackage`. */
const required = '@tensorflow/tfjs-core';

/**
 * Lets bundled modules take a CommonJS package through `require`. Imported, Node first searches all of its text for its
 * exports, a quarter of a second of every start for tfjs-core; here they are listed while building.
 */
function requiredPackage(name: string): Plugin {
  const mark = '\0required';
  return {
    name: 'required-package',
    enforce: 'pre',
    resolveId: (id) => (id === name ? mark : null),
    load(id) {
      if (id !== mark) return null;
      const exported = Object.keys(createRequire(import.meta.url)(name) as object).filter((key) => key !== 'default');
      return [
        `import { createRequire } from 'node:module';`,
        `const required = createRequire(import.meta.url)(${JSON.stringify(name)});`,
        ...exported.map((key) => `export const ${key} = required[${JSON.stringify(key)}];`),
      ].join('\n');
    },
  };
}

/** tfjs-core and, for who makes networks of it, layers, readers of models and data, and a backend for browsers. */
const unionPackage = '@tensorflow/tfjs';

/**
 * Gives native TensorFlow what the union package adds to tfjs-core in its place: gradients, and methods of tensors. The
 * rest of it is never used, and takes an eighth of a second of every start.
 */
function withoutUnionPackage(): Plugin {
  const [additions, core] = ['\0additions', '\0core'];
  const code = new Map([
    // before the additions, which then find its engine and its class of tensors
    [core, `import { createRequire } from 'node:module'; createRequire(import.meta.url)('${required}');`],
    [
      additions,
      [core, `${required}/dist/register_all_gradients`, `${required}/dist/public/chained_ops/register_all_chained_ops`]
        .map((path) => `import ${JSON.stringify(path)};`)
        .join('\n'),
    ],
  ]);
  return {
    name: 'without-union-package',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === core) return core;
      if (id !== unionPackage) return null;
      if (importer?.endsWith('native-tensorflow.ts')) return additions;
      // what tfjs-node itself takes from the package is of tfjs-core; the JavaScript backend comes with the package
      return { id: importer?.includes('tfjs-node') ? required : unionPackage, external: true };
    },
    load: (id) => code.get(id) ?? null,
  };
}

export default defineConfig({
  main: {
    plugins: [withoutUnionPackage(), requiredPackage(required)],
    build: {
      target: oldestNode,
      externalizeDeps: { exclude: [...bundled, required, unionPackage] },
      rolldownOptions: {
        input: {
          index: at('src/main/app/index.ts'),
          'trainer-process': at('src/main/worker/trainer-process.ts'),
          workbench: at('src/main/worker/workbench.ts'),
          'curve-reader': at('src/main/worker/curve-reader.ts'),
          explorer: at('src/main/worker/explorer.ts'),
          'runs-watcher': at('src/main/worker/runs-watcher.ts'),
          cli: at('src/main/cli/index.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: oldestNode,
      // a sandboxed preload must be one CommonJS file with nothing left to resolve
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [vue()],
    define: {
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __VUE_I18N_LEGACY_API__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    build: {
      target: oldestChromium,
      minify: true,
      // what the first frame does without is loaded behind it (views/later.ts); the styles are one, in one order
      cssCodeSplit: false,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: at('src/renderer/index.html') },
    },
  },
});
