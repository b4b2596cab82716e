/** How many images of each sheet are shown, so that the same places stand side by side. */

export interface SheetGrid {
  readonly columns: number;
  readonly rows: number;
  /** Side of the square that each image is centred in. Device pixels. */
  readonly cell: number;
}

/** A stored sheet has ten rows. */
const mostRows = 10;
/** Fewer only where the images leave no other choice: a collapse shows in many. */
const fewestColumns = 3;
const columnChoices = [8, 6, 5, 4, 3, 2, 1] as const;
/** Below this a digit is hard to read. CSS pixels. */
const smallestImage = 40;
/** Between two images, where there is room. CSS pixels. */
const gap = 2;

/**
 * The columns in which the largest whole enlargement fills the room best, up to eight; of equal ones the most.
 *
 * @param width and height of the room of one sheet, in device pixels
 * @param sides of the runs' images, in pixels
 */
export function sheetGrid(width: number, height: number, sides: readonly number[], pixelRatio: number): SheetGrid {
  const largest = Math.max(1, ...sides);
  const least = Math.max(smallestImage * pixelRatio, largest);
  const filled = (columns: number): number => {
    const cell = Math.floor(width / columns);
    return cell < least ? 0 : columns * Math.round(largest * imageScale(cell, largest));
  };
  const possible = columnChoices.filter((choice) => filled(choice) > 0);
  const wide = possible.filter((choice) => choice >= fewestColumns);
  const columns = wide.reduce((best, next) => (filled(next) > filled(best) ? next : best), wide[0] ?? possible[0] ?? 1);
  const room = Math.max(1, Math.floor(width / columns));
  // images of another size are centred in squares for the largest
  const shown = Math.max(1, ...sides.map((side) => Math.round(side * imageScale(room, side))));
  const cell = Math.min(room, shown + Math.round(gap * pixelRatio));
  return { columns, rows: Math.min(mostRows, Math.max(1, Math.floor(height / cell))), cell };
}

/** Device pixels an image pixel: whole ones, or a part where even one is too large. */
export function imageScale(cell: number, side: number): number {
  return cell >= side ? Math.floor(cell / side) : cell / side;
}
