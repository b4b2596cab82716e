import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'vue/compiler-sfc';

/** Where the scripts lie, from the root; the paths below are those of the components. */
const folder = join('node_modules', '.cache', 'vue-scripts');

/** `rootDirs` lets an import of a script find its neighbours in src, and another component among the scripts. */
const configuration = {
  extends: '../../../tsconfig.renderer.json',
  compilerOptions: { rootDirs: ['../../../src', './src'], moduleDetection: 'force' },
  include: ['.'],
  exclude: [],
};

/**
 * Lays the script of each component beside nothing but scripts, as NAME.vue.ts, for the rules that need types: oxlint has types
 * for .ts files alone.
 * @param {string} root
 * @returns {Promise<readonly string[]>} paths of the scripts, from the root
 */
export async function layVueScripts(root) {
  await rm(join(root, folder), { recursive: true, force: true });
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, 'tsconfig.json'), JSON.stringify(configuration));
  const files = await readdir(join(root, 'src'), { recursive: true });
  return Promise.all(files.filter((file) => file.endsWith('.vue')).map((file) => layScript(root, join('src', file))));
}

/**
 * @param {string} root
 * @param {string} component
 */
async function layScript(root, component) {
  const script = join(folder, `${component}.ts`);
  const text = scriptOf(await readFile(join(root, component), 'utf8'));
  await mkdir(dirname(join(root, script)), { recursive: true });
  await writeFile(join(root, script), text);
  return script;
}

/**
 * The text of a component with all but its scripts blank, so that each line and column stays where it is.
 * @param {string} source
 */
export function scriptOf(source) {
  const { script, scriptSetup } = parse(source).descriptor;
  let text = source.replaceAll(/[^\r\n]/g, ' ');
  for (const block of [script, scriptSetup]) {
    if (block === null) continue;
    const [start, end] = [block.loc.start.offset, block.loc.end.offset];
    text = text.slice(0, start) + source.slice(start, end) + text.slice(end);
  }
  return text;
}
