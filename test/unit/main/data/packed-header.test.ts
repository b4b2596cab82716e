import { expect, test } from 'vitest';
import { packedHeaderSchema } from '../../../../src/main/data/packed-header';
import { worded } from '../../../../src/shared/wording/worded';

const skipped = packedHeaderSchema.shape.skipped;

test('what an earlier version wrote about files that were passed over stays as it wrote it', () => {
  const examples = ['a.txt: it is no JPEG, PNG, WebP, BMP, GIF or TIFF picture'];
  expect(skipped.parse({ count: 1, examples })).toEqual({ count: 1, examples });
});

test('a reason of a later version costs no packing anew', () => {
  const known = worded('data.skipped', { place: 'a.txt', reason: worded('picture.unknown') });
  const examples = [known, { key: 'picture.hologram', values: {} }];
  expect(skipped.parse({ count: 2, examples }).examples).toEqual([known, worded('data.skippedBefore')]);
});
