import { readdirSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rooms } from '../../../eslint.rooms.mjs';

const root = resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => ruleId.startsWith('boundaries/'),
});

interface Room {
  readonly folder: string;
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}
const allRooms: readonly (readonly [string, Room])[] = Object.entries(rooms);

/** Any TypeScript file of a room, so that planted imports resolve. */
function anyFile(folder: string): string {
  const found = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).find((name) =>
    /(?<!\.d)\.ts$/.test(name),
  );
  if (found === undefined) throw new Error(`${folder} holds no TypeScript file`);
  return posix.join(folder, found.replaceAll('\\', '/'));
}

function covers(pattern: string, specifier: string): boolean {
  if (pattern === 'node:') return specifier.startsWith(pattern);
  return pattern.endsWith('/**') ? specifier.startsWith(pattern.slice(0, -2)) : specifier === pattern;
}

const strangers = ['node:fs', 'electron', '@tensorflow/tfjs-node-gpu', 'vue', 'commander', 'vitest'];

/** What a file that lies in a room may write to import some file of another one. */
function relativePath(file: string, folder: string): string {
  const target = relative(posix.dirname(file), anyFile(folder)).replaceAll('\\', '/').replace(/\.ts$/, '');
  return target.startsWith('.') ? target : `./${target}`;
}

/** How often each of these imports is refused, planted in a file. */
async function refusals(file: string, specifiers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const text = specifiers.map((specifier) => `import '${specifier}';\n`).join('');
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  const messages = result?.messages ?? [];
  return new Map(
    specifiers.map((specifier, index) => [specifier, messages.filter(({ line }) => line === index + 1).length]),
  );
}

describe.each(allRooms)('a planted import in %s', (name, room) => {
  const file = anyFile(room.folder);

  test('of any room is refused unless the table allows it', async () => {
    const expected = new Map(
      allRooms.map(([other, { folder }]) => {
        const isAllowed = name === other || room.imports.includes(other);
        return [relativePath(file, folder), isAllowed ? 0 : 1];
      }),
    );
    expect(expected.size).toBe(allRooms.length);
    expect(await refusals(file, [...expected.keys()])).toEqual(expected);
  });

  test('of a package is refused unless the table allows it', async () => {
    const expected = new Map(
      strangers.map((specifier) => {
        const isAllowed = room.packages.some((pattern) => covers(pattern, specifier));
        return [specifier, isAllowed ? 0 : 1];
      }),
    );
    expect(await refusals(file, strangers)).toEqual(expected);
  });
});
