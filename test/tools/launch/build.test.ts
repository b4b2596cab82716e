import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureBuilt, sourceDigest } from '../../../tools/launch/build.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { quietProgress } from '../quiet-progress';

const working = `
const { mkdirSync, writeFileSync, appendFileSync } = require('node:fs');
mkdirSync('out/main', { recursive: true });
for (const name of ['index.js', 'cli.js']) writeFileSync('out/main/' + name, '');
appendFileSync('builds.log', 'built ');`;

/** A clone whose builder runs this script. */
async function clone(script = working): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(join(root, 'src', 'deep'), { recursive: true });
  await writeFile(join(root, 'src', 'deep', 'a.ts'), 'one');
  await writeFile(join(root, 'package.json'), '{}');
  await writeFile(join(root, 'tsconfig.node.json'), '{}');
  await withBuilder(root, script);
  return root;
}

async function withBuilder(root: string, script: string): Promise<void> {
  const folder = join(root, 'node_modules', 'electron-vite', 'bin');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'electron-vite.js'), script);
}

async function build(root: string): Promise<readonly string[]> {
  const { progress, lines } = quietProgress();
  await ensureBuilt({ root, environment: process.env, progress });
  return lines;
}

const builds = async (root: string): Promise<number> =>
  (await readFile(join(root, 'builds.log'), 'utf8')).split(' ').length - 1;

describe('the build', () => {
  it('runs once, and not again while the sources stay as they are', async () => {
    const root = await clone();
    expect((await build(root)).join('')).toMatch(/Building the app/);
    expect(await build(root)).toEqual([]);
    expect(await builds(root)).toBe(1);
  });

  it.each([
    ['a changed source', (root: string) => writeFile(join(root, 'src', 'deep', 'a.ts'), 'two')],
    ['a new source', (root: string) => writeFile(join(root, 'src', 'b.ts'), '')],
    ['a removed source', (root: string) => rm(join(root, 'src', 'deep', 'a.ts'))],
    ['changed compiler settings', (root: string) => writeFile(join(root, 'tsconfig.node.json'), '{ }')],
    ['a missing result', (root: string) => rm(join(root, 'out', 'main', 'cli.js'))],
  ])('runs again for %s', async (_what, change) => {
    const root = await clone();
    await build(root);
    await change(root);
    await build(root);
    expect(await builds(root)).toBe(2);
  });

  it('that fails is told in the compiler’s words, and the next start tries again', async () => {
    const root = await clone('console.error("a.ts: unexpected token"); process.exit(1);');
    const { progress, lines } = quietProgress();
    const failing = ensureBuilt({ root, environment: process.env, progress });
    await expect(failing).rejects.toThrow(/could not be built/);
    expect(lines.join('')).toContain('a.ts: unexpected token');
    await withBuilder(root, working);
    await build(root);
    expect(await builds(root)).toBe(1);
  });

  it('that is killed half-way is not taken for a whole one', async () => {
    const root = await clone();
    await build(root);
    await writeFile(join(root, 'src', 'deep', 'a.ts'), 'two');
    await withBuilder(root, `${working}; process.kill(process.pid, 'SIGKILL')`);
    await expect(build(root)).rejects.toThrow(/could not be built/);
    await withBuilder(root, working);
    await build(root);
    expect(await builds(root)).toBe(3);
  });
});

describe('the sum over the sources', () => {
  it('tells a renamed file and bytes that moved from one file to the next', async () => {
    const root = await clone();
    const sums = new Set([await sourceDigest(root)]);
    await writeFile(join(root, 'src', 'a'), 'xy');
    await writeFile(join(root, 'src', 'b'), 'z');
    sums.add(await sourceDigest(root));
    await writeFile(join(root, 'src', 'a'), 'x');
    await writeFile(join(root, 'src', 'b'), 'yz');
    sums.add(await sourceDigest(root));
    await rm(join(root, 'src', 'b'));
    await writeFile(join(root, 'src', 'c'), 'yz');
    sums.add(await sourceDigest(root));
    expect(sums.size).toBe(4);
  });
});
