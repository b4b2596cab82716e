import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { elementCount, formatShape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { FormatError } from '../formats/format-error';
import { decodePng, encodePng, type PngImage } from '../formats/png';
import { toldBy } from '../formats/told-by';

export interface SheetLayout {
  /** Images a row. */
  readonly columns: number;
  /** Rows; as many as the samples fill where it is left out. Samples beyond are not shown, missing ones are black. */
  readonly rows?: number | undefined;
  /** Sheet pixels an image pixel. */
  readonly scale: number;
  /** Black sheet pixels between two images; 0 where it is left out. */
  readonly gap?: number;
}

/** Lays samples out row by row, without gap, enlarged by nearest neighbour, black where samples run out. */
export function composeSheet(samples: Samples, columns: number, scale: number, rows?: number): PngImage {
  return layOut(samples, { columns, scale, rows });
}

function layOut(samples: Samples, layout: SheetLayout): PngImage {
  const grid = measure(samples.shape, layout);
  const [count, height, width, channels] = samples.shape;
  if (channels !== 1 && channels !== 3)
    throw new RangeError(`A sheet is grey or RGB; it cannot have ${channels} channels.`);
  const pixels = new Uint8Array(grid.width * grid.height * channels);
  const shown = Math.min(count, layout.columns * grid.rows);
  for (let image = 0; image < shown; image++) {
    const left = (image % layout.columns) * grid.stepX;
    const top = Math.floor(image / layout.columns) * grid.stepY;
    for (let y = 0; y < height * layout.scale; y++) {
      const source = (image * height + Math.floor(y / layout.scale)) * width;
      const target = (top + y) * grid.width + left;
      for (let x = 0; x < width * layout.scale; x++) {
        const from = (source + Math.floor(x / layout.scale)) * channels;
        const to = (target + x) * channels;
        for (let channel = 0; channel < channels; channel++) {
          pixels[to + channel] = samples.pixels[from + channel] as number;
        }
      }
    }
  }
  return { width: grid.width, height: grid.height, channels, pixels };
}

/** Sizes in sheet pixels. */
function measure(
  [count, height, width]: Samples['shape'],
  { columns, rows, scale, gap = 0 }: SheetLayout,
): {
  rows: number;
  stepX: number;
  stepY: number;
  width: number;
  height: number;
} {
  const filled = rows ?? Math.ceil(count / columns);
  const stepX = width * scale + gap;
  const stepY = height * scale + gap;
  return { rows: filled, stepX, stepY, width: columns * stepX - gap, height: filled * stepY - gap };
}

/** Of a whole sheet. Pixels. */
export function sheetSize(shape: Samples['shape'], layout: SheetLayout): { width: number; height: number } {
  const { width, height } = measure(shape, layout);
  return { width, height };
}

/**
 * A sheet as a PNG file that `readSheet` can take apart again. `text` goes beside what describes the layout, `longText`
 * into a chunk of its own.
 */
export function sheetPng(
  samples: Samples,
  layout: SheetLayout & { text: Readonly<Record<string, string>>; longText?: string },
): Uint8Array {
  const { text, longText } = layout;
  const whole = { ...text, step: String(samples.step), ...layoutText(samples, layout) };
  return encodePng(layOut(samples, layout), whole, longText === undefined ? {} : { longText });
}

/** How a sheet is laid out, in words that `readSheet` takes it apart by. */
export function layoutText(samples: Samples, layout: SheetLayout): Readonly<Record<string, string>> {
  const { columns, scale, gap = 0 } = layout;
  const [count, ...imageShape] = samples.shape;
  const rows = layout.rows ?? Math.ceil(count / columns);
  const shown = Math.min(count, columns * rows);
  return {
    shape: formatShape([shown, ...imageShape]),
    columns: String(columns),
    rows: String(rows),
    scale: String(scale),
    gap: String(gap),
  };
}

const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const positive = number.refine((value) => value >= 1);
const layoutSchema = z.object({
  step: number,
  shape: z
    .string()
    .transform((text) => text.split('x'))
    .pipe(z.tuple([positive, positive, positive, positive])),
  columns: positive,
  rows: positive,
  scale: positive,
  gap: number,
});

/**
 * Reads one of our own sheets back.
 *
 * @throws StudioError `run-unreadable`: the file and why
 */
export async function readSheet(file: string): Promise<Samples> {
  try {
    return takeApart(await readFile(file));
  } catch (error) {
    const told = worded('sheet.unreadable', { file, reason: toldBy(error) });
    throw new StudioError('run-unreadable', told, { cause: error });
  }
}

function takeApart(bytes: Uint8Array): Samples {
  const picture = decodePng(bytes);
  const checked = layoutSchema.safeParse(picture.text);
  if (!checked.success) throw new FormatError(worded('sheet.none'));
  const { step, shape, columns, rows, scale, gap } = checked.data;
  const [count, height, width, channels] = shape;
  const grid = measure(shape, { columns, rows, scale, gap });
  const fits = grid.width === picture.width && grid.height === picture.height && channels === picture.channels;
  if (!fits || count > columns * rows) throw new FormatError(worded('sheet.size'));
  const pixels = new Uint8Array(elementCount(shape));
  let to = 0;
  for (let image = 0; image < count; image++) {
    const left = (image % columns) * grid.stepX;
    const top = Math.floor(image / columns) * grid.stepY;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = ((top + y * scale) * grid.width + left + x * scale) * channels;
        for (let channel = 0; channel < channels; channel++) pixels[to++] = picture.pixels[from + channel] as number;
      }
    }
  }
  return { step, shape, pixels };
}
