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

async function refusals(file: string, specifier: string): Promise<number> {
  const [result] = await eslint.lintText(`import '${specifier}';\n`, { filePath: join(root, file) });
  return result?.messages.length ?? 0;
}

describe.each(allRooms)('a planted import in %s', (name, room) => {
  const file = anyFile(room.folder);

  test.each(allRooms)('of room %s is refused unless the table allows it', async (otherName, other) => {
    const target = relative(posix.dirname(file), anyFile(other.folder)).replaceAll('\\', '/').replace(/\.ts$/, '');
    const specifier = target.startsWith('.') ? target : `./${target}`;
    const allowed = name === otherName || room.imports.includes(otherName);
    expect(await refusals(file, specifier)).toBe(allowed ? 0 : 1);
  });

  test.each(['node:fs', 'electron', '@tensorflow/tfjs-node-gpu', 'vue', 'commander', 'vitest'])(
    'of the package %s is refused unless the table allows it',
    async (specifier) => {
      const allowed = room.packages.some((pattern) => covers(pattern, specifier));
      expect(await refusals(file, specifier)).toBe(allowed ? 0 : 1);
    },
  );
});
