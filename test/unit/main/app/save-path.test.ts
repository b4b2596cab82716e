import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askForSavePath, withEnding, type SaveAnswer } from '../../../../src/main/app/save-path';
import { temporaryFolder } from '../../../temporary-folder';

/** A person who types these names one after the other; what the dialog began with is kept. */
function person(...typed: readonly string[]): {
  readonly show: (proposal: string) => Promise<SaveAnswer>;
  readonly offered: string[];
} {
  const left = [...typed];
  const offered: string[] = [];
  return {
    offered,
    show: (proposal) => {
      offered.push(proposal);
      const filePath = left.shift();
      return Promise.resolve(filePath === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath });
    },
  };
}

test('a name without its ending gets it, one that has it stays, in capitals too', () => {
  expect(withEnding('/a/figure', ['png'])).toBe('/a/figure.png');
  expect(withEnding('/a/figure.', ['png'])).toBe('/a/figure.png');
  expect(withEnding('/a/figure.v2', ['png'])).toBe('/a/figure.v2.png');
  expect(withEnding('/a/Figure.PNG', ['png'])).toBe('/a/Figure.PNG');
  expect(withEnding('/a/way.apng', ['png', 'apng'])).toBe('/a/way.apng');
  expect(withEnding('/a/folder', [])).toBe('/a/folder');
});

test('whatever is typed ends as the file is, and a second look adds nothing', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.constantFrom('png', 'gif', 'html'), (name, ending) => {
      const path = withEnding(name, [ending]);
      expect(path.toLowerCase().endsWith(`.${ending}`)).toBe(true);
      expect(withEnding(path, [ending])).toBe(path);
    }),
  );
});

test('the ending is added where nothing of that name is there', async () => {
  const folder = await temporaryFolder();
  const { show, offered } = person(join(folder, 'figure'));
  expect(await askForSavePath('run-sheet.png', ['png'], show)).toBe(join(folder, 'figure.png'));
  expect(offered).toEqual(['run-sheet.png']);
});

test('a file of the whole name is not overwritten before the dialog has asked for that very name', async () => {
  const folder = await temporaryFolder();
  const whole = join(folder, 'figure.png');
  await writeFile(whole, 'kept');
  const agrees = person(join(folder, 'figure'), whole);
  expect(await askForSavePath('x.png', ['png'], agrees.show)).toBe(whole);
  expect(agrees.offered).toEqual(['x.png', whole]);
  const refuses = person(join(folder, 'figure'));
  expect(await askForSavePath('x.png', ['png'], refuses.show)).toBe(null);
  const renames = person(join(folder, 'figure'), join(folder, 'other'));
  expect(await askForSavePath('x.png', ['png'], renames.show)).toBe(join(folder, 'other.png'));
});

test('a link that leads nowhere counts as a file, and a folder is taken as it was typed', async () => {
  const folder = await temporaryFolder();
  await symlink(join(folder, 'nowhere'), join(folder, 'figure.png'));
  expect(await askForSavePath('x.png', ['png'], person(join(folder, 'figure')).show)).toBe(null);
  expect(await askForSavePath('images', [], person(join(folder, 'images')).show)).toBe(join(folder, 'images'));
});
