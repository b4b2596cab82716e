import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/**
 * The oldest runtimes that the build must run on: plain Node 20 for the command line, Electron 33 for the window.
 * Named here, because electron-vite would take them from whatever Electron package.json asks for.
 */
const oldestNode = 'node20.18';
const oldestChromium = 'chrome130';

/** Small and pure: bundled, so that starting does not read dozens of files. Every other dependency stays where npm put it. */
const bundled = ['zod'];

export default defineConfig({
  main: {
    build: {
      target: oldestNode,
      externalizeDeps: { exclude: bundled },
      rolldownOptions: {
        input: {
          index: at('src/main/app/index.ts'),
          'trainer-process': at('src/main/worker/trainer-process.ts'),
          workbench: at('src/main/worker/workbench.ts'),
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
      // one window, loaded from the disk: splitting would only delay it
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: at('src/renderer/index.html') },
    },
  },
});
