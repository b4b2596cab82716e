import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptOf } from '../../../tools/checks/vue-scripts.mjs';
import { temporaryFolder } from '../../temporary-folder';

const careless = `
import { later } from './later';

async function careless(kind: 'a' | 'b'): Promise<void> {
  const unused = 1;
  const anything: any = kind;
  switch (kind) {
    case 'a':
      await later(anything);
  }
}
later('a');
document.addEventListener('click', async () => careless('b'));
`;
const across = `\nimport '../main/runs/run';\n`;
const component = (script: string) => `<script setup lang="ts">${script}</script>\n\n<template><p /></template>\n`;

const planted = {
  'src/renderer/later.ts': `export async function later(kind: string): Promise<string> {\n  return kind;\n}\n`,
  'src/renderer/careless.ts': careless,
  'src/renderer/CarelessNote.vue': component(careless),
  'src/renderer/across.ts': across,
  'src/renderer/AcrossRooms.vue': component(across),
  'src/main/runs/run.ts': `export const run = 1;\n`,
  'tools/careless.mjs': `const unused = undefinedName;\n`,
};

/** A clone with the real linters and these files as all that is to be linted. */
async function cloneOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  const settings = (await readdir('.')).filter((name) =>
    /^(\.gitignore|\.oxlintrc|eslint\.|tsconfig|package\.json)/.test(name),
  );
  for (const name of settings) await cp(name, join(root, name));
  for (const name of ['lint.mjs', 'checks', 'launch', 'setup'])
    await cp(join('tools', name), join(root, 'tools', name), { recursive: true });
  await mkdir(join(root, 'node_modules'));
  for (const name of await readdir('node_modules'))
    if (name !== '.cache') await symlink(resolve('node_modules', name), join(root, 'node_modules', name));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}

/** The rules that each file breaks, in order; a script that was laid beside stands for its component. */
function findings(output: string, root: string): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  let file = '';
  for (const line of output.split('\n')) {
    if (line.startsWith(root)) file = relative(root, line).replace(/^node_modules.*?(?=src)|(?<=\.vue)\.ts$/g, '');
    const rule = /^ +\d+:\d+ .*?([a-z-]+)\)?$/.exec(line)?.[1];
    if (rule !== undefined) found[file] = [...(found[file] ?? []), rule].sort();
  }
  return found;
}

describe.skipIf(process.platform === 'win32')('npm run lint', () => {
  it('refuses what breaks a rule in a script and in a component, and an import across rooms', async () => {
    const root = await cloneOf(planted);
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'tools', 'lint.mjs')], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    const careless = [
      'no-explicit-any',
      'no-floating-promises',
      'no-misused-promises',
      'no-unused-vars',
      'switch-exhaustiveness-check',
    ];
    expect(findings(stdout, root)).toEqual({
      'src/renderer/careless.ts': careless,
      'src/renderer/CarelessNote.vue': careless,
      'src/renderer/across.ts': ['dependencies'],
      'src/renderer/AcrossRooms.vue': ['dependencies'],
      'tools/careless.mjs': ['no-undef', 'no-unused-vars'],
    });
    expect(status).toBe(1);
  });
});

describe('the script of a component', () => {
  it('keeps each line and column, with all else blank', () => {
    const component =
      '<script lang="ts">\nexport {};\n</script>\n<template>🎉</template>\n<script setup>a();\r\n</script>\n';
    expect(scriptOf(component)).toBe(
      `${' '.repeat(18)}\nexport {};\n${' '.repeat(9)}\n${' '.repeat(23)}\n${' '.repeat(14)}a();\r\n${' '.repeat(9)}\n`,
    );
  });
});
