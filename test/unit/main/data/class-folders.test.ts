import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classify, type TreeFile } from '../../../../src/main/data/class-folders';

const file = fc.record({
  folders: fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 }),
  name: fc.constantFrom('1.png', '2.jpg', 'notes.txt', 'picture'),
});
const tree = fc.uniqueArray(file, { selector: ({ folders, name }) => [...folders, name].join('/'), maxLength: 12 });

function outcome(files: readonly TreeFile[]): unknown {
  try {
    return classify(files);
  } catch (error) {
    return String(error);
  }
}

test('the order in which the files of a tree are listed makes no difference', () => {
  fc.assert(
    fc.property(tree, fc.infiniteStream(fc.nat()), (files, numbers) => {
      const shuffled = files
        .map((one) => ({ one, rank: numbers.next().value as number }))
        .sort((left, right) => left.rank - right.rank)
        .map(({ one }) => one);
      expect(outcome(shuffled)).toEqual(outcome(files));
    }),
  );
});

test('every file is an image or misplaced, and every class has a picture', () => {
  fc.assert(
    fc.property(tree, (all) => {
      fc.pre(typeof outcome(all) !== 'string');
      const { files, classNames, misplaced } = classify(all);
      expect(files.length + misplaced.length).toBe(all.length);
      for (const label of classNames?.keys() ?? []) {
        expect(files.some((one) => one.label === label && /\.(png|jpg)$/.test(one.file.name))).toBe(true);
      }
      if (classNames === null) expect(files.every((one) => one.label === null)).toBe(true);
    }),
  );
});
