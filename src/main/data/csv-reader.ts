import { basename } from 'node:path';
import { FormatError } from '../formats/format-error';
import { openByteSource, type ByteSource } from './byte-source';
import { csvLayout, type CsvLayout } from './csv-layout';
import { stampFiles } from './file-stamp';
import { imagesPerBlock, nothingSkipped, type ImageBlock, type ImageReader } from './image-reader';
import { readingFailure } from './unreadable';
import { worded } from '../../shared/wording/worded';

/** Room for the names or the pixels of an image of 512x512 in colour. */
const mostLineBytes = 16 * 1024 * 1024;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const comma = 0x2c;
const zero = 0x30;
const space = 0x20;

/**
 * Reads a table with an image a line: its label and its pixels from 0 to 255, the form that is common on Kaggle. Plain
 * or packed with gzip.
 *
 * @throws StudioError `data-set-unreadable`: file, line and column
 */
export async function openCsvReader(file: string): Promise<ImageReader> {
  try {
    const layout = await readLayout(file);
    return {
      name: basename(file),
      format: 'csv',
      path: file,
      stamp: await stampFiles([file]),
      expected: null,
      classNames: null,
      size: { height: layout.side, width: layout.side, channels: layout.channels },
      blocks: (_target, signal) => readBlocks(file, layout, signal),
      findings: () => nothingSkipped,
    };
  } catch (error) {
    throw readingFailure(file, error);
  }
}

async function readLayout(file: string): Promise<CsvLayout> {
  const source = await openByteSource(file);
  try {
    for await (const line of lines(source)) {
      return csvLayout(Buffer.from(line).toString('latin1'));
    }
    throw new FormatError(worded('csv.empty'));
  } finally {
    await source.close();
  }
}

async function* readBlocks(file: string, layout: CsvLayout, signal: AbortSignal): AsyncGenerator<ImageBlock> {
  const source = await openByteSource(file, signal);
  const imageBytes = layout.side * layout.side * layout.channels;
  const perBlock = imagesPerBlock(imageBytes);
  let block = new BlockOfLines(layout, perBlock);
  let number = 0;
  try {
    for await (const line of lines(source)) {
      number++;
      if (line.length === 0 || (number === 1 && layout.hasHeader)) continue;
      block.add(line, number);
      if (block.count < perBlock) continue;
      signal.throwIfAborted();
      yield block.finish();
      block = new BlockOfLines(layout, perBlock);
    }
    if (block.count > 0) yield block.finish();
  } catch (error) {
    throw readingFailure(file, error);
  } finally {
    await source.close();
  }
}

/** Lines without their ends. */
async function* lines(source: ByteSource): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  let number = 1;
  for (;;) {
    const chunk = await source.takeSome();
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      yield withoutReturn(bytes.subarray(start, end));
      start = end + 1;
      number++;
    }
    rest = bytes.subarray(start);
    if (chunk.length === 0) break;
    if (rest.length > mostLineBytes)
      throw new FormatError(worded('csv.longLine', { line: number, most: mostLineBytes }));
  }
  if (rest.length > 0) yield withoutReturn(rest);
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}

class BlockOfLines {
  readonly #layout: CsvLayout;
  readonly #pixels: Uint8Array;
  readonly #labels: Uint16Array;
  count = 0;

  constructor(layout: CsvLayout, room: number) {
    this.#layout = layout;
    this.#pixels = new Uint8Array(room * layout.side * layout.side * layout.channels);
    this.#labels = new Uint16Array(room);
  }

  /** @throws FormatError naming line and column */
  add(line: Uint8Array, number: number): void {
    const { columns, labelColumn, side, channels } = this.#layout;
    let place = this.count * side * side * channels;
    let at = 0;
    for (let column = 0; column < columns; column++) {
      if (at > line.length) throw wrongColumns(line, columns, number);
      const most = column === labelColumn ? 65_535 : 255;
      const start = at;
      let value = 0;
      for (; at < line.length && line[at] !== comma; at++) {
        const digit = (line[at] as number) - zero;
        // a blank before the digits is no harm
        if (line[at] === space && value === 0) continue;
        value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
        if (!(value <= most)) throw wrongCell(line, start, most, number, column);
      }
      if (at === start || line[at - 1] === space) throw wrongCell(line, start, most, number, column);
      if (column === labelColumn) this.#labels[this.count] = value;
      else this.#pixels[place++] = value;
      at++;
    }
    if (at <= line.length) throw wrongColumns(line, columns, number);
    this.count++;
  }

  finish(): ImageBlock {
    const { side, channels, labelColumn } = this.#layout;
    const pixels = this.#pixels.subarray(0, this.count * side * side * channels);
    const labels = labelColumn === null ? null : this.#labels.subarray(0, this.count);
    return { count: this.count, height: side, width: side, channels, pixels, labels };
  }
}

function wrongColumns(line: Uint8Array, columns: number, number: number): FormatError {
  const found = line.reduce((count, byte) => (byte === comma ? count + 1 : count), 1);
  return new FormatError(worded('csv.lineColumns', { line: number, found, columns }));
}

function wrongCell(line: Uint8Array, start: number, most: number, number: number, column: number): FormatError {
  const end = line.indexOf(comma, start);
  const cell = line.subarray(start, Math.min(start + 20, end < 0 ? line.length : end));
  const found = JSON.stringify(Buffer.from(cell).toString('latin1'));
  return new FormatError(worded('csv.cell', { line: number, column: column + 1, most, found }));
}
