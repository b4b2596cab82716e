import type { Result } from '../../shared/result';
import { inWords, wordedSchema, type Told } from '../../shared/wording/worded';

/** Results go to standard output, everything else to standard error, so that `--json` can be piped. */
export function printResult(value: unknown, asText: string, json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(value, inEnglish) : asText}\n`);
}

/** For `JSON.stringify`: what is told in several languages is told in English alone. */
function inEnglish(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('key' in value)) return value;
  const told = wordedSchema.safeParse(value);
  return told.success ? inWords(told.data, 'en') : value;
}

export function printNotice(sentence: Told): void {
  process.stderr.write(`${inWords(sentence, 'en')}\n`);
}

export function printFailure(failure: Extract<Result<never>, { ok: false }>): void {
  printNotice(`Error (${failure.code}): ${failure.message}`);
}

/** A table with columns padded to their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
