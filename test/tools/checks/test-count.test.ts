import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingLine, countOfReport, isSuccess, sumOf } from '../../../tools/checks/test-count.mjs';

interface Report {
  readonly passed?: number;
  readonly failed?: number;
  readonly pending?: number;
  readonly todo?: number;
  readonly files?: readonly { status: string; assertionResults: { status: string }[] }[];
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
    expect(countOfReport(report({ passed: 5, failed: 1, pending: 2, todo: 1 }), 1)).toEqual({
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
    expect(countOfReport(text, exitCode).failed).toBe(1);
  });

  it('holds a failure for each file that could not be loaded', () => {
    const files = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    expect(countOfReport(report({ passed: 1, failed: 1, files }), 1)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });
});

describe('the closing line', () => {
  it('tells the three sums', () => {
    const count = fc.record({ passed: fc.nat(99), failed: fc.nat(99), skipped: fc.nat(99) });
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
    [{ passed: 3, failed: 0, skipped: 1 }, true],
    [{ passed: 3, failed: 1, skipped: 0 }, false],
    [{ passed: 0, failed: 0, skipped: 0 }, false],
    [{ passed: 0, failed: 0, skipped: 5 }, false],
  ])('of %o means success: %s', (count, success) => {
    expect(isSuccess(count)).toBe(success);
  });
});
