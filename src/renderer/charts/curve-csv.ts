import type { CurveTable } from '../../shared/curve-table';
import { trainingNumberNames } from '../../shared/run';

/** A table of curves as CSV: a line of names, then one a row; a number that is not told is left empty. */
export function curveCsv(table: CurveTable): string {
  const names = trainingNumberNames.flatMap((name) => [name, `${name}Lowest`, `${name}Highest`]);
  const lines = [['firstStep', 'lastStep', 'epoch', 'seconds', ...names]];
  for (let row = 0; row < table.length; row++) {
    const head = (['firstStep', 'lastStep', 'epoch', 'seconds'] as const).map((field) => table.head(row, field));
    const numbers = trainingNumberNames.flatMap((name) =>
      (['mean', 'lowest', 'highest'] as const).map((field) => table.value(row, name, field)),
    );
    lines.push([...head, ...numbers].map((value) => (Number.isNaN(value) ? '' : String(value))));
  }
  return lines.map((cells) => `${cells.join(',')}\n`).join('');
}
