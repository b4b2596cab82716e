import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { alignRange, CurvePyramid, leafWidth, widthFor, type StepRange } from '../../shared/curve-pyramid';
import { CurveTable, type CurveLine } from '../../shared/curve-table';
import { mostDamageTold, type CurveDamage, type RunCurves } from '../../shared/run-curves';
import type { StepMetrics } from '../../shared/run';
import { systemErrorCode } from '../formats/write-failure';
import { keepCurves, readKeptCurves, type LeafRecord } from './curve-cache';
import { readCurveLine, scanLines } from './curve-lines';
import { runLayout } from './run-layout';

/** The leaf that may grow yet. */
interface OpenLeaf {
  start: number;
  checksum: number;
  damagedLines: number;
  notNumbers: number;
}

const emptyLeaf = (start: number): OpenLeaf => ({ start, checksum: 0, damagedLines: 0, notNumbers: 0 });

/**
 * The curves of one run: what its cache knows, and what metrics.jsonl has beyond that. Ask it again after the file grew.
 * One call at a time.
 */
export class OpenCurves {
  #pyramid = new CurvePyramid();
  #records: LeafRecord[] = [];
  #open = emptyLeaf(0);
  /** Up to here metrics.jsonl is known. Bytes. */
  #read = 0;
  /** Bytes behind the last whole line. */
  #torn = 0;
  /** So many records are in the cache. */
  #kept = 0;
  #newest: StepMetrics | null = null;
  #isLoaded = false;

  constructor(private readonly runFolder: string) {}

  /** Reads what metrics.jsonl has beyond what is known; all of it anew where it is another file than before. */
  async refresh(): Promise<void> {
    await this.#withMetrics(async (file, size) => {
      if (!this.#isLoaded || size < this.#read || !(await this.#isSame(file))) await this.#load(file);
      await this.#readOn(file, size);
    });
  }

  /** Adds what is new to the cache, whole leaves only. @throws what the system throws where the disk refuses */
  async keep(): Promise<void> {
    const from = this.#kept;
    const to = this.#records.length;
    if (from === to) return;
    await keepCurves(this.runFolder, from, this.#records.slice(from), this.#pyramid.leaves(from, to));
    this.#kept = to;
  }

  /**
   * @param range null = the whole run
   * @param rows at most so many
   * @param isWritten whether its trainer is at work: then a torn last line is one on its way
   */
  async ask(range: StepRange | null, rows: number, isWritten: boolean): Promise<RunCurves> {
    const { lastStep, firstStep } = this.#pyramid;
    const wanted = {
      from: Math.max(1, range?.from ?? firstStep),
      to: Math.max(1, Math.min(range?.to ?? lastStep, lastStep)),
    };
    const isEmpty = lastStep === 0 || wanted.from > wanted.to;
    const table = isEmpty ? new CurveTable(1) : await this.#tableOf(wanted, widthFor(wanted, rows));
    const damage = this.#damage();
    return {
      rows: table.rows(),
      lastStep,
      newest: this.#newest,
      damagedLines: damage.reduce((sum, { lines }) => sum + lines, 0) + (this.#torn > 0 && !isWritten ? 1 : 0),
      damage: damage.slice(0, mostDamageTold),
      notNumbers: this.#all().reduce((sum, { notNumbers }) => sum + notNumbers, 0),
    };
  }

  async #tableOf(wanted: StepRange, width: number): Promise<CurveTable> {
    const range = alignRange(wanted, width);
    if (width >= leafWidth) return this.#pyramid.tableOf(range, width);
    let table = new CurveTable(1);
    await this.#withMetrics(async (file) => {
      const { from, to } = this.#pyramid.leavesOver(range);
      await scanLines(file, this.#startOf(from), this.#startOf(to), {
        take: (text) => {
          const read = readCurveLine(text);
          if (read && read.line.step >= range.from && read.line.step <= range.to) table.add(read.line);
        },
      });
    });
    while (table.width < width) table = table.coarser();
    return table;
  }

  /** Where a leaf begins in metrics.jsonl; the end of what is known for the one behind the last. */
  #startOf(leaf: number): number {
    const record = this.#records[leaf];
    if (record) return record.start;
    return leaf < this.#pyramid.leafCount ? this.#open.start : this.#read;
  }

  /** A run that was resumed is cut and written on: the same file, another end. */
  async #isSame(file: FileHandle): Promise<boolean> {
    const bytes = Buffer.alloc(this.#read - this.#open.start);
    await file.read(bytes, 0, bytes.length, this.#open.start);
    return crc32(bytes) === this.#open.checksum;
  }

  async #load(file: FileHandle): Promise<void> {
    const { records, leaves } = await readKeptCurves(this.runFolder, file);
    this.#records = [...records];
    this.#kept = records.length;
    this.#pyramid = new CurvePyramid(leaves);
    this.#newest = null;
    this.#read = records.at(-1)?.end ?? 0;
    this.#open = emptyLeaf(this.#read);
    this.#isLoaded = true;
    const last = records.at(-1);
    if (last) await this.#learnNewest(file, last);
  }

  /** The cache has no lines, and the window shows the newest one. */
  async #learnNewest(file: FileHandle, { start, end }: LeafRecord): Promise<void> {
    await scanLines(file, start, end, {
      take: (text) => {
        const read = readCurveLine(text);
        if (read) this.#newest = filledIn(read.line, this.#newest);
      },
    });
  }

  async #readOn(file: FileHandle, size: number): Promise<void> {
    const add = (bytes: Uint8Array): void => {
      this.#open.checksum = crc32(bytes, this.#open.checksum);
    };
    this.#read = await scanLines(file, this.#read, size, {
      take: (text, start, bytes) => {
        this.#takeLine(text, start);
        add(bytes);
      },
      skip: add,
    });
    this.#torn = size - this.#read;
  }

  #takeLine(text: string, start: number): void {
    const read = readCurveLine(text);
    if (!read || read.line.step <= this.#pyramid.lastStep) {
      this.#open.damagedLines++;
      return;
    }
    if (this.#pyramid.leafCount > this.#records.length && this.#pyramid.opensLeaf(read.line.step)) this.#close(start);
    this.#pyramid.add(read.line);
    this.#open.notNumbers += read.notNumbers;
    this.#newest = filledIn(read.line, this.#newest);
  }

  #close(end: number): void {
    const { start, checksum, damagedLines, notNumbers } = this.#open;
    this.#records.push({ start, end, checksum, damagedLines, notNumbers });
    this.#open = emptyLeaf(end);
  }

  #all(): readonly Pick<LeafRecord, 'damagedLines' | 'notNumbers'>[] {
    return [...this.#records, this.#open];
  }

  #damage(): readonly CurveDamage[] {
    return this.#all().flatMap(({ damagedLines }, leaf) => {
      if (damagedLines === 0) return [];
      const isKnown = leaf < this.#pyramid.leafCount;
      const { from, to } = isKnown
        ? this.#pyramid.stepsOf(leaf)
        : { from: this.#pyramid.lastStep, to: this.#pyramid.lastStep };
      return [{ firstStep: from, lastStep: to, lines: damagedLines }];
    });
  }

  /** A file that is not there has no lines. */
  async #withMetrics(work: (file: FileHandle, size: number) => Promise<void>): Promise<void> {
    let file: FileHandle;
    try {
      file = await open(join(this.runFolder, runLayout.metrics), 'r');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return;
      throw error;
    }
    try {
      await work(file, (await file.stat()).size);
    } finally {
      await file.close();
    }
  }
}

/** As the generator rests in some steps, its latest numbers stand for it. */
function filledIn(line: CurveLine, before: StepMetrics | null): StepMetrics | null {
  const { generatorLoss, generatorGradientNorm } = before ?? {};
  const { discriminatorLoss = before?.discriminatorLoss, realProbability = before?.realProbability } = line;
  const { fakeProbability = before?.fakeProbability } = line;
  if (discriminatorLoss === undefined || realProbability === undefined || fakeProbability === undefined) return before;
  return {
    ...(generatorLoss === undefined ? {} : { generatorLoss }),
    ...(generatorGradientNorm === undefined ? {} : { generatorGradientNorm }),
    ...line,
    discriminatorLoss,
    realProbability,
    fakeProbability,
  };
}
