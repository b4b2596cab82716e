import { CurveTable, curveStride, rowOf, type CurveLine } from './curve-table';

/** Steps of a leaf, and how many rows of a level make one of the next. */
export const leafWidth = 32;
const levelsAbove = 3;

/** Steps from and to, both included. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A run's numbers in rows of 32, 32², 32³ … steps, so that any stretch of it is told in as few rows as are wanted without
 * looking at all of them.
 */
export class CurvePyramid {
  readonly #leaves: CurveTable;
  /** All leaves but the newest, which may grow yet. */
  readonly #above: readonly CurveTable[];

  /** @param leaves rows of `leafWidth` steps, taken over as they are */
  constructor(leaves: Float64Array = new Float64Array()) {
    this.#leaves = new CurveTable(leafWidth, leaves);
    this.#above = Array.from({ length: levelsAbove }, (_, level) => new CurveTable(leafWidth ** (level + 2)));
    for (let leaf = 0; leaf < this.#leaves.length - 1; leaf++) this.#close(leaf);
  }

  get leafCount(): number {
    return this.#leaves.length;
  }

  get firstStep(): number {
    return this.#leaves.length === 0 ? 0 : this.#leaves.head(0, 'firstStep');
  }

  get lastStep(): number {
    return this.#leaves.lastStep;
  }

  /** The numbers of leaves, one after the other. @param to not included */
  leaves(from: number, to: number): Float64Array {
    return this.#leaves.rows().data.subarray(from * curveStride, to * curveStride);
  }

  /** First and last step of a leaf that have a line. */
  stepsOf(leaf: number): StepRange {
    return { from: this.#leaves.head(leaf, 'firstStep'), to: this.#leaves.head(leaf, 'lastStep') };
  }

  /** Whether a step begins another leaf than the newest. */
  opensLeaf(step: number): boolean {
    return this.#leaves.length === 0 || rowOf(step, leafWidth) !== rowOf(this.lastStep, leafWidth);
  }

  /** @returns false, and nothing is taken, where its step is not after the newest */
  add(line: CurveLine): boolean {
    if (line.step <= this.lastStep) return false;
    if (this.#leaves.length > 0 && this.opensLeaf(line.step)) this.#close(this.#leaves.length - 1);
    return this.#leaves.add(line);
  }

  /** The leaves that have steps of a stretch. @returns places, `to` not included */
  leavesOver({ from, to }: StepRange): StepRange {
    return this.#leaves.placesOf(from, to);
  }

  /** A stretch in rows of so many steps. @param width a power of two, at least that of a leaf; @param range as `alignRange` gives it */
  tableOf({ from, to }: StepRange, width: number): CurveTable {
    const level = this.#above.findLast((table) => table.width <= width);
    let table = (level ?? this.#leaves).slice(from, to);
    const newest = this.#leaves.length - 1;
    // the levels above do not have the newest leaf
    if (level && newest >= 0 && this.stepsOf(newest).to >= from && this.stepsOf(newest).from <= to)
      table.addRow(this.#leaves, newest);
    while (table.width < width) table = table.coarser();
    return table;
  }

  #close(leaf: number): void {
    for (const table of this.#above) table.addRow(this.#leaves, leaf);
  }
}

/** The narrowest rows, a power of two, in which a stretch has at most so many. */
export function widthFor({ from, to }: StepRange, mostRows: number): number {
  let width = 1;
  while (rowOf(to, width) - rowOf(from, width) + 1 > mostRows) width *= 2;
  return width;
}

/** The stretch out to the ends of its rows. */
export function alignRange({ from, to }: StepRange, width: number): StepRange {
  return { from: rowOf(from, width) * width + 1, to: (rowOf(to, width) + 1) * width };
}
