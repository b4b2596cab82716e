import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  closingLine,
  countOfReport,
  failureLines,
  isSuccess,
  noTests,
  sumOf,
} from '../../../tools/checks/test-count.mjs';

interface Report {
  readonly passed?: number;
  readonly failed?: number;
  readonly pending?: number;
  readonly todo?: number;
  readonly files?: readonly {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

function report({ passed = 0, failed = 0, pending = 0, todo = 0, files = [] }: Report): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: todo,
    testResults: files,
  });
}

describe('the count of a report', () => {
  it('adds what was skipped and what is still to do', () => {
    expect(countOfReport(report({ passed: 5, failed: 1, pending: 2, todo: 1 }), 1, '/')).toMatchObject({
      passed: 5,
      failed: 1,
      skipped: 3,
    });
  });

  it.each([
    ['no report', undefined, 0],
    ['a report cut short', '{ "numPassedTests": 3', 0],
    ['a suite without a test', report({}), 0],
    ['an error outside every test', report({ passed: 4 }), 1],
  ])('holds a failure for %s', (_what, text, exitCode) => {
    expect(countOfReport(text, exitCode, '/').failed).toBe(1);
  });

  it('holds a failure for each file that could not be loaded, and names it as it names each failed test', () => {
    const files = [
      { name: '/studio/test/a.test.ts', status: 'failed', assertionResults: [] },
      {
        name: '/studio/test/b.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'a sheet is whole' },
          { status: 'passed', fullName: 'a sheet has edges' },
        ],
      },
      { name: '/studio/test/c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'all' }] },
    ];
    expect(countOfReport(report({ passed: 2, failed: 1, files }), 1, '/studio')).toEqual({
      passed: 2,
      failed: 2,
      skipped: 0,
      failures: ['test/a.test.ts', 'test/b.test.ts: a sheet is whole'],
    });
  });
});

test('what failed is told once more at the end, stage by stage', () => {
  const ended = [
    { title: 'Lint', count: { ...noTests, failed: 1 } },
    { title: 'Unit tests', count: { ...noTests, passed: 7 } },
    { title: 'Window', count: { ...noTests, failed: 2, failures: ['a.test.ts: one', 'b.test.ts'] } },
  ];
  expect(failureLines(ended)).toEqual(['Lint: 1 failed', 'Window: 2 failed', '  a.test.ts: one', '  b.test.ts']);
});

describe('the closing line', () => {
  it('tells the three sums', () => {
    const count = fc.record({
      passed: fc.nat(99),
      failed: fc.nat(99),
      skipped: fc.nat(99),
      failures: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.array(count), (counts) => {
        const total = (key: 'passed' | 'failed' | 'skipped'): number =>
          counts.reduce((sum, each) => sum + each[key], 0);
        expect(closingLine(sumOf(counts))).toBe(
          `${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`,
        );
      }),
    );
  });

  it.each([
    [{ ...noTests, passed: 3, skipped: 1 }, true],
    [{ ...noTests, passed: 3, failed: 1 }, false],
    [noTests, false],
    [{ ...noTests, skipped: 5 }, false],
  ])('of %o means success: %s', (count, success) => {
    expect(isSuccess(count)).toBe(success);
  });
});
