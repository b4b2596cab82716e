import { expect, test } from 'vitest';
import { sentenceOf } from '../../../../src/renderer/bridge/catch-errors';

test('an error that nobody caught becomes sentences without its stack', () => {
  const error = new TypeError('x is not a function.\n    at somewhere (file.js:1:2)');
  expect(sentenceOf(error)).toBe(
    'Something in the window failed: x is not a function. What you did last may not have taken effect, so do it again. If it comes back, copy the details into a report.',
  );
  expect(sentenceOf('plain')).toContain('failed: plain.');
});
