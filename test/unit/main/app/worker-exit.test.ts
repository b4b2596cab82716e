import { expect, test } from 'vitest';
import { inWords } from '../../../../src/shared/wording/worded';
import { describeExit } from '../../../../src/main/app/worker-exit';

test.each([
  [9, 'was ended by the signal SIGKILL'],
  [137, 'was ended by the signal SIGKILL'],
  [11, 'was ended by the signal SIGSEGV'],
  [0, 'ended with exit code 0'],
  [1, 'ended with exit code 1'],
  [200, 'ended with exit code 200'],
])('exit code %i in words', (code, words) => {
  expect(inWords(describeExit(code), 'en')).toBe(words);
});
