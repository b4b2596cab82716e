import { relative } from 'node:path';

/**
 * How many tests passed, failed and were skipped.
 *
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} failures the failed ones by file and name, as far as the report names them
 */

/** @type {TestCount} */
export const noTests = { passed: 0, failed: 0, skipped: 0, failures: [] };
/** @type {TestCount} */
export const onePassed = { passed: 1, failed: 0, skipped: 0, failures: [] };
/** @type {TestCount} */
export const oneFailed = { passed: 0, failed: 1, skipped: 0, failures: [] };

/**
 * @param {readonly TestCount[]} counts
 * @returns {TestCount}
 */
export function sumOf(counts) {
  return counts.reduce(
    (sum, { passed, failed, skipped, failures }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...sum.failures, ...failures],
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
 * What failed, for the end of a long output: a line for each stage that failed and one for each test of it.
 * @param {readonly { readonly title: string, readonly count: TestCount }[]} ended the stages that ran
 */
export function failureLines(ended) {
  return ended
    .filter(({ count }) => count.failed > 0)
    .flatMap(({ title, count }) => [`${title}: ${count.failed} failed`, ...count.failures.map((name) => `  ${name}`)]);
}

/**
 * Whether the whole is a success: something ran and nothing failed.
 * @param {TestCount} count
 */
export function isSuccess({ passed, failed }) {
  return failed === 0 && passed > 0;
}

/**
 * A file in a report of Vitest's JSON reporter.
 *
 * @typedef {object} ReportedFile
 * @property {string} name absolute path
 * @property {string} status
 * @property {readonly { readonly status: string, readonly fullName: string }[]} assertionResults
 */

/**
 * Counts a report of Vitest's JSON reporter. What ended badly without a failed test counts as one failure: a file that
 * cannot be loaded, an error outside a test, a suite without a test, no report at all.
 * @param {string | undefined} report
 * @param {number} exitCode of Vitest
 * @param {string} root that the names of files are told relative to
 * @returns {TestCount}
 */
export function countOfReport(report, exitCode, root) {
  const parsed = report === undefined ? undefined : parseReport(report);
  if (parsed === undefined) return oneFailed;
  const passed = Number(parsed.numPassedTests);
  const skipped = Number(parsed.numPendingTests) + Number(parsed.numTodoTests);
  const failures = (parsed.testResults ?? []).flatMap((/** @type {ReportedFile} */ file) => failuresOf(file, root));
  const failed = Math.max(failures.length, Number(parsed.numFailedTests));
  const unexplained = failed === 0 && (exitCode !== 0 || passed + skipped === 0);
  return { passed, skipped, failed: unexplained ? 1 : failed, failures };
}

/**
 * @param {ReportedFile} file
 * @param {string} root
 * @returns {readonly string[]}
 */
function failuresOf({ name, status, assertionResults }, root) {
  if (status !== 'failed') return [];
  const path = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  return failed.length > 0 ? failed.map(({ fullName }) => `${path}: ${fullName}`) : [path];
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
