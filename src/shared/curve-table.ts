import { trainingNumberNames, type StepMetrics, type TrainingNumber } from './run';

/** What a row keeps of its steps as a whole; then come four numbers for each training number. */
const headFields = ['firstStep', 'lastStep', 'seconds', 'epoch', 'lines'] as const;
const numberFields = ['count', 'mean', 'lowest', 'highest'] as const;
type HeadField = (typeof headFields)[number];
export type NumberField = (typeof numberFields)[number];

const headPlaces = Object.fromEntries(headFields.map((field, place) => [field, place])) as Record<HeadField, number>;
const numberPlaces = Object.fromEntries(
  trainingNumberNames.map((name, place) => [name, headFields.length + place * numberFields.length]),
) as Record<TrainingNumber, number>;

/** A step's numbers, as far as they are told. */
export type CurveLine = Pick<StepMetrics, 'step' | 'epoch' | 'seconds'> & Partial<Pick<StepMetrics, TrainingNumber>>;

/** Numbers a row. */
export const curveStride = headFields.length + trainingNumberNames.length * numberFields.length;

/** A table as it crosses processes and lies on the disk: rows of `curveStride` numbers, in the order of steps. */
export interface CurveRows {
  /** Steps a row: row by row the steps k · width + 1 … (k + 1) · width, those without a line left out. A power of two. */
  readonly width: number;
  readonly data: Float64Array;
}

/**
 * The numbers of a run over its steps in equally wide rows. Every value counts, the extremes stay, and a table of half
 * as many rows can be made of it at any time.
 */
export class CurveTable {
  #data: Float64Array;
  #length: number;

  /** @param rows taken over as they are, left out = none */
  constructor(
    readonly width: number,
    rows: Float64Array = new Float64Array(),
  ) {
    this.#data = rows;
    this.#length = rows.length / curveStride;
  }

  get length(): number {
    return this.#length;
  }

  /** The newest step; 0 before the first. */
  get lastStep(): number {
    return this.#length === 0 ? 0 : this.head(this.#length - 1, 'lastStep');
  }

  head(row: number, field: HeadField): number {
    return this.#data[row * curveStride + headPlaces[field]] as number;
  }

  /** NaN where the row's steps tell nothing of it. */
  value(row: number, name: TrainingNumber, field: NumberField): number {
    const place = row * curveStride + numberPlaces[name];
    if (this.#data[place] === 0) return field === 'count' ? 0 : Number.NaN;
    return this.#data[place + numberFields.indexOf(field)] as number;
  }

  /** A number that is infinite or none is left out. @returns false, and nothing is taken, where its step is not after the newest */
  add(line: CurveLine): boolean {
    if (line.step <= this.lastStep) return false;
    const isNew = this.#length === 0 || rowOf(line.step, this.width) !== rowOf(this.lastStep, this.width);
    const start = isNew ? this.#grow(line) : (this.#length - 1) * curveStride;
    const data = this.#data;
    data[start + headPlaces.lastStep] = line.step;
    data[start + headPlaces.seconds] = line.seconds;
    data[start + headPlaces.epoch] = line.epoch;
    data[start + headPlaces.lines] = (data[start + headPlaces.lines] as number) + 1;
    for (const name of trainingNumberNames) {
      const value = line[name];
      if (value !== undefined && Number.isFinite(value))
        mergeNumber(data, start + numberPlaces[name], 1, value, value, value);
    }
    return true;
  }

  /** The same numbers in rows that are twice as wide. */
  coarser(): CurveTable {
    const coarse = new CurveTable(this.width * 2, new Float64Array());
    for (let row = 0; row < this.#length; row++) coarse.addRow(this, row);
    return coarse;
  }

  /** Takes over a row of a table whose rows are not wider. Its steps are after the newest. */
  addRow(finer: CurveTable, row: number): void {
    this.#takeRow(finer.#data, row * curveStride);
  }

  /** The rows that hold steps from `from` to `to`, both included. */
  slice(from: number, to: number): CurveTable {
    const places = this.placesOf(from, to);
    return new CurveTable(this.width, this.#data.slice(places.from * curveStride, places.to * curveStride));
  }

  /** Which rows these are. @returns places, `to` not included */
  placesOf(from: number, to: number): { readonly from: number; readonly to: number } {
    const first = this.#firstWhere((row) => this.head(row, 'lastStep') >= from);
    const behind = this.#firstWhere((row) => this.head(row, 'firstStep') > to);
    return { from: first, to: Math.max(first, behind) };
  }

  /** The first row from which on the condition holds; the number of rows where it holds for none. */
  #firstWhere(holds: (row: number) => boolean): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  rows(): CurveRows {
    return { width: this.width, data: this.#data.slice(0, this.#length * curveStride) };
  }

  #takeRow(from: Float64Array, at: number): void {
    const firstStep = from[at + headPlaces.firstStep] as number;
    const isNew = this.#length === 0 || rowOf(firstStep, this.width) !== rowOf(this.lastStep, this.width);
    if (isNew) {
      const start = this.#reserve();
      this.#data.set(from.subarray(at, at + curveStride), start);
      return;
    }
    const start = (this.#length - 1) * curveStride;
    const data = this.#data;
    for (const field of ['lastStep', 'seconds', 'epoch'] as const) {
      data[start + headPlaces[field]] = from[at + headPlaces[field]] as number;
    }
    data[start + headPlaces.lines] =
      (data[start + headPlaces.lines] as number) + (from[at + headPlaces.lines] as number);
    for (const name of trainingNumberNames) {
      const place = at + numberPlaces[name];
      const count = from[place] as number;
      if (count === 0) continue;
      const [mean, lowest, highest] = [from[place + 1] as number, from[place + 2] as number, from[place + 3] as number];
      mergeNumber(data, start + numberPlaces[name], count, mean, lowest, highest);
    }
  }

  #grow({ step }: CurveLine): number {
    const start = this.#reserve();
    this.#data[start + headPlaces.firstStep] = step;
    return start;
  }

  /** Room for one more row, all zeros. */
  #reserve(): number {
    const start = this.#length * curveStride;
    if (start + curveStride > this.#data.length) {
      const larger = new Float64Array(Math.max(64 * curveStride, this.#data.length * 2));
      larger.set(this.#data.subarray(0, start));
      this.#data = larger;
    }
    this.#length++;
    return start;
  }
}

/** Which row of a table a step belongs to, if no row is left out. */
export function rowOf(step: number, width: number): number {
  return Math.floor((step - 1) / width);
}

function mergeNumber(
  data: Float64Array,
  place: number,
  count: number,
  mean: number,
  lowest: number,
  highest: number,
): void {
  const before = data[place] as number;
  const all = before + count;
  data[place] = all;
  data[place + 1] =
    before === 0 ? mean : (data[place + 1] as number) + (mean - (data[place + 1] as number)) * (count / all);
  data[place + 2] = before === 0 ? lowest : Math.min(data[place + 2] as number, lowest);
  data[place + 3] = before === 0 ? highest : Math.max(data[place + 3] as number, highest);
}

/** Coarser and coarser, until there are at most so many rows. */
export function thinTable(table: CurveTable, mostRows: number): CurveTable {
  let thinned = table;
  while (thinned.length > mostRows) thinned = thinned.coarser();
  return thinned;
}
