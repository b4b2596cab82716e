import { FormatError } from '../formats/format-error';
import { maximumArraySide } from './array-blocks';
import { worded } from '../../shared/wording/worded';

/** Which columns of a table of pixels hold what. */
export interface CsvLayout {
  readonly columns: number;
  /** Column of the labels, from 0; null where there are none. */
  readonly labelColumn: number | null;
  readonly side: number;
  readonly channels: 1 | 3;
  /** Whether the first line names the columns. */
  readonly hasHeader: boolean;
}

/**
 * Tells the layout by the first line: a square number of pixels, grey or in colour, with or without a label. The label
 * is the column of that name, the first one where no column has a name.
 *
 * @throws FormatError where the number of columns fits no square image
 */
export function csvLayout(firstLine: string): CsvLayout {
  const cells = firstLine.split(',').map((cell) => cell.trim());
  const hasHeader = cells.some((cell) => /[A-Za-z_]/.test(cell));
  const columns = cells.length;
  const named = cells.findIndex((cell) => /^"?(label|class|target|y)"?$/i.test(cell));
  const isLabelled = named >= 0 || squareOf(columns) === null;
  const image = squareOf(isLabelled ? columns - 1 : columns);
  if (!image || image.side > maximumArraySide) {
    throw new FormatError(worded('csv.columns', { columns }));
  }
  return { columns, labelColumn: isLabelled ? Math.max(0, named) : null, hasHeader, ...image };
}

function squareOf(pixels: number): Pick<CsvLayout, 'side' | 'channels'> | null {
  for (const channels of [1, 3] as const) {
    const side = Math.sqrt(pixels / channels);
    if (side >= 1 && Number.isInteger(side)) return { side, channels };
  }
  return null;
}
