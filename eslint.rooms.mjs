/**
 * The rooms of docs/design.md: which folder may import which, and which packages.
 * `node:` stands for every module of Node itself; a trailing `/**` for every entry point of a scope.
 */
export const rooms = {
  shared: { folder: 'src/shared', imports: [], packages: ['zod'] },
  formats: { folder: 'src/main/formats', imports: ['shared'], packages: ['node:', 'yauzl', 'gifenc'] },
  data: { folder: 'src/main/data', imports: ['formats', 'shared'], packages: ['node:', 'sharp', 'zod'] },
  runs: { folder: 'src/main/runs', imports: ['formats', 'shared'], packages: ['node:', 'zod'] },
  presets: { folder: 'src/main/presets', imports: ['runs', 'formats', 'shared'], packages: ['node:', 'zod'] },
  gan: { folder: 'src/main/gan', imports: ['formats', 'shared'], packages: ['node:', '@tensorflow/**', 'ml-matrix'] },
  export: { folder: 'src/main/export', imports: ['runs', 'formats', 'shared'], packages: ['node:'] },
  figures: {
    folder: 'src/main/figures',
    imports: ['gan', 'data', 'runs', 'formats', 'shared'],
    packages: ['node:'],
  },
  trainer: { folder: 'src/main/trainer', imports: ['gan', 'data', 'runs', 'shared'], packages: ['node:', 'zod'] },
  import: {
    folder: 'src/main/import',
    imports: ['trainer', 'gan', 'data', 'runs', 'formats', 'shared'],
    packages: ['node:', 'zod'],
  },
  explore: {
    folder: 'src/main/explore',
    imports: ['trainer', 'gan', 'data', 'runs', 'formats', 'shared'],
    packages: ['node:'],
  },
  worker: {
    folder: 'src/main/worker',
    imports: ['explore', 'import', 'export', 'figures', 'trainer', 'gan', 'data', 'runs', 'shared'],
    packages: ['node:', 'zod'],
  },
  cli: {
    folder: 'src/main/cli',
    imports: ['import', 'export', 'figures', 'trainer', 'gan', 'data', 'presets', 'runs', 'shared'],
    packages: ['node:', 'commander', 'zod'],
  },
  app: { folder: 'src/main/app', imports: ['presets', 'runs', 'shared'], packages: ['node:', 'electron', 'zod'] },
  preload: { folder: 'src/preload', imports: ['shared'], packages: ['electron'] },
  renderer: {
    folder: 'src/renderer',
    imports: ['shared'],
    packages: [
      'vue',
      'pinia',
      'chart.js',
      'chart.js/**',
      'vue-i18n',
      'reka-ui',
      '@lucide/vue',
      '@tanstack/vue-virtual',
      '@vueuse/core',
      'zod',
      '@dagrejs/dagre',
      '@vue-flow/core',
      '@vue-flow/core/**',
    ],
  },
};
