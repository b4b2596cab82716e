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

  /** @returns false, and nothing is taken, where its step is not after the newest */
  add(line: StepMetrics): boolean {
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
      if (value !== undefined) mergeNumber(data, start + numberPlaces[name], 1, value, value, value);
    }
    return true;
  }

  /** The same numbers in rows that are twice as wide. */
  coarser(): CurveTable {
    const coarse = new CurveTable(this.width * 2, new Float64Array());
    for (let row = 0; row < this.#length; row++) coarse.#takeRow(this.#data, row * curveStride);
    return coarse;
  }

  /** The rows that hold steps from `from` to `to`, both included. */
  slice(from: number, to: number): CurveTable {
    let [start, end] = [0, this.#length];
    while (start < end && this.head(start, 'lastStep') < from) start++;
    while (end > start && this.head(end - 1, 'firstStep') > to) end--;
    return new CurveTable(this.width, this.#data.slice(start * curveStride, end * curveStride));
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
      const [count, mean, lowest, highest] = from.subarray(place, place + numberFields.length) as unknown as Four;
      if (count > 0) mergeNumber(data, start + numberPlaces[name], count, mean, lowest, highest);
    }
  }

  #grow({ step }: StepMetrics): number {
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

type Four = readonly [number, number, number, number];

function rowOf(step: number, width: number): number {
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
