/**
 * How many tests passed, failed and were skipped.
 *
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {TestCount} */
export const noTests = { passed: 0, failed: 0, skipped: 0 };
/** @type {TestCount} */
export const onePassed = { passed: 1, failed: 0, skipped: 0 };
/** @type {TestCount} */
export const oneFailed = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {readonly TestCount[]} counts
 * @returns {TestCount}
 */
export function sumOf(counts) {
  return counts.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    noTests,
  );
}

/**
 * The last line of `npm test`.
 * @param {TestCount} count
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Whether the whole is a success: something ran and nothing failed.
 * @param {TestCount} count
 */
export function isSuccess({ passed, failed }) {
  return failed === 0 && passed > 0;
}

/**
 * Counts a report of Vitest's JSON reporter. What ended badly without a failed test counts as one failure: a file that
 * cannot be loaded, an error outside a test, a suite without a test, no report at all.
 * @param {string | undefined} report
 * @param {number} exitCode of Vitest
 * @returns {TestCount}
 */
export function countOfReport(report, exitCode) {
  const parsed = report === undefined ? undefined : parseReport(report);
  if (parsed === undefined) return oneFailed;
  const passed = Number(parsed.numPassedTests);
  const skipped = Number(parsed.numPendingTests) + Number(parsed.numTodoTests);
  const brokenFiles = (parsed.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const failed = Number(parsed.numFailedTests) + brokenFiles;
  const unexplained = failed === 0 && (exitCode !== 0 || passed + skipped === 0);
  return { passed, skipped, failed: unexplained ? 1 : failed };
}

/** @param {string} report */
function parseReport(report) {
  try {
    return JSON.parse(report);
  } catch {
    // Vitest was killed while it wrote: that counts as a failure.
    return undefined;
  }
}
