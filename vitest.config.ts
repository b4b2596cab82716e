import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const slow = 600_000;

const measuresMemory = ['test/integration/**/*-memory.test.ts'];
const integration = {
  testTimeout: slow,
  hookTimeout: slow,
  // most of the time goes into starting commands and TensorFlow, on one core; the third fills what waiting leaves
  maxWorkers: 3,
};

/** One project a suite; `tools/test.mjs` runs them in order and adds up their counts. */
export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      {
        extends: true,
        // files share their workers: most of the time went into loading the same modules again
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000, isolate: false },
      },
      { extends: true, test: { name: 'tools', include: ['test/tools/**/*.test.ts'], testTimeout: 120_000 } },
      {
        extends: true,
        test: {
          ...integration,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: measuresMemory,
          // as in unit: TensorFlow is loaded once a worker
          isolate: false,
        },
      },
      // what others leave free would hide what these take
      { extends: true, test: { ...integration, name: 'integration-memory', include: measuresMemory } },
      {
        extends: true,
        test: {
          name: 'e2e',
          globalSetup: ['test/e2e/keep-trained-runs.ts'],
          include: ['test/e2e/**/*.test.ts'],
          // two windows share the processor with what they train
          expect: { poll: { timeout: 30_000 } },
          testTimeout: slow,
          hookTimeout: slow,
          // as in unit: a file leaves nothing behind for the next
          isolate: false,
          // a real window on a busy machine; what needed it is named in the report as retried
          retry: 1,
          // a window waits most of the time, but two on one display take each other's focus
          maxWorkers: process.env['GAN_STUDIO_SECOND_DISPLAY'] === undefined ? 1 : 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: ['test/slow/**/*.test.ts'],
          testTimeout: 12 * slow,
          hookTimeout: slow,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'bench',
          include: ['test/bench/run.ts'],
          testTimeout: 6 * slow,
          hookTimeout: slow,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: { name: 'fuzz', include: ['test/fuzz/run.ts'], testTimeout: 12 * slow, fileParallelism: false },
      },
      {
        extends: true,
        test: { name: 'gallery', include: ['test/gallery/gallery.ts'], testTimeout: 24 * slow },
      },
      { extends: true, test: { name: 'pictures', include: ['test/pictures/recorded-step.ts'], testTimeout: slow } },
      {
        extends: true,
        test: {
          name: 'screenshots',
          include: ['test/e2e/screenshots.ts', 'test/e2e/tour-pictures.ts'],
          testTimeout: 2 * slow,
          fileParallelism: false,
        },
      },
    ],
  },
});
