import fc from 'fast-check';
import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { resolveAsset } from '../../../../src/main/app/asset-path';

const root = `${sep}studio${sep}out${sep}renderer`;

test('a built file is found with its type', () => {
  expect(resolveAsset(root, 'studio://app/assets/index.js')).toEqual({
    path: `${root}${sep}assets${sep}index.js`,
    contentType: 'text/javascript; charset=utf-8',
  });
});

test.each([
  'studio://app/..%2f..%2fsecret.html',
  'studio://app/..%5c..%5csecret.html',
  'studio://app/a%00.html',
  'studio://app/%zz.html',
  'studio://app/',
  'studio://app/assets/program.exe',
  'studio://app/assets/noextension',
])('%s is refused', (address) => {
  expect(resolveAsset(root, address)).toBeNull();
});

test('no address leads out of the folder', () => {
  const parts = fc.array(fc.constantFrom('..', '%2e%2e', '%2f', '%5c', '/', 'assets', 'x.html', '.', '%252e'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(parts, (path) => {
      const asset = resolveAsset(root, `studio://app/${path.join('/')}`);
      if (asset) expect(asset.path.startsWith(root + sep)).toBe(true);
    }),
  );
});
