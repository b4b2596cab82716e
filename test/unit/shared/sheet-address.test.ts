import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowAddress } from '../../../src/shared/app-address';
import { sheetAddress, sheetOfAddress } from '../../../src/shared/sheet-address';

const runIds = fc.stringMatching(/^[A-Za-z0-9_][\w.-]{0,60}$/);

test('the address of a sheet names that sheet', () => {
  fc.assert(
    fc.property(runIds, fc.integer({ min: 0, max: 999_999_999 }), (runId, step) => {
      expect(sheetOfAddress(sheetAddress({ runId, step }))).toEqual({ runId, step });
    }),
  );
});

test.each([
  windowAddress,
  'studio://app/sheets/../../etc/passwd/1.png',
  'studio://app/sheets/%2e%2e/1.png',
  'studio://app/sheets/..%2f..%2fetc/1.png',
  'studio://app/sheets/.hidden/1.png',
  'studio://app/sheets/run/1.png.exe',
  'studio://app/sheets/run/-1.png',
])('%s names no sheet', (address) => {
  expect(sheetOfAddress(address)).toBeNull();
});
