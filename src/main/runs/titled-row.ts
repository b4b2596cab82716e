import type { Samples } from '../../shared/run';
import type { PngImage } from '../formats/png';
import { composeSheet } from './sheet';
import { titleHeight, titleInk, titleWidth } from './title-font';

const white = 255;
const black = 0;
/** White pixels around a cell and between a title and its image, in pixels of the title. */
const margin = 2;

/**
 * Lays samples out in one row on white, each below its title. Titles are as large as their images are wide, and never
 * smaller than the font; a cell is as wide as the wider of both.
 *
 * @param titles one a sample
 * @param scale picture pixels an image pixel
 */
export function composeTitledRow(samples: Samples, titles: readonly string[], scale: number): PngImage {
  const [count, , width] = samples.shape;
  if (titles.length !== count) throw new RangeError(`${titles.length} titles for ${count} images.`);
  const { titleScale, space, cellWidth, imageTop, size } = measure(samples.shape, titles, scale);
  const images = composeSheet(samples, count, scale);
  const canvas = createCanvas(size.width, size.height, images.channels);
  for (const [index, title] of titles.entries()) {
    const middle = index * cellWidth + cellWidth / 2;
    canvas.write(title, Math.floor(middle - (titleWidth(title) * titleScale) / 2), space, titleScale);
    const from = { left: index * width * scale, width: width * scale };
    canvas.paste(images, from, Math.floor(middle - from.width / 2), imageTop);
  }
  return canvas.image;
}

/** Of the finished picture. Pixels. */
export function titledRowSize(shape: Samples['shape'], titles: readonly string[], scale: number): Measures['size'] {
  return measure(shape, titles, scale).size;
}

interface Measures {
  readonly titleScale: number;
  readonly space: number;
  readonly cellWidth: number;
  readonly imageTop: number;
  readonly size: { readonly width: number; readonly height: number };
}

function measure([count, height, width]: Samples['shape'], titles: readonly string[], scale: number): Measures {
  const widest = Math.max(...titles.map(titleWidth));
  const titleScale = Math.max(1, Math.floor((width * scale) / widest));
  const space = margin * titleScale;
  const cellWidth = Math.max(width * scale, widest * titleScale) + 2 * space;
  const imageTop = space + titleHeight * titleScale + space;
  const size = { width: count * cellWidth, height: imageTop + height * scale + space };
  return { titleScale, space, cellWidth, imageTop, size };
}

interface Canvas {
  readonly image: PngImage;
  write(title: string, left: number, top: number, scale: number): void;
  /** Copies some columns of another picture, from its top to its bottom. */
  paste(source: PngImage, columns: { readonly left: number; readonly width: number }, left: number, top: number): void;
}

function createCanvas(width: number, height: number, channels: 1 | 3): Canvas {
  const pixels = new Uint8Array(width * height * channels).fill(white);
  return {
    image: { width, height, channels, pixels },
    write(title, left, top, scale) {
      const length = titleWidth(title);
      for (const [index, hasInk] of titleInk(title).entries()) {
        if (!hasInk) continue;
        const x = left + (index % length) * scale;
        for (let row = 0; row < scale; row++) {
          const start = (top + Math.floor(index / length) * scale + row) * width + x;
          pixels.fill(black, start * channels, (start + scale) * channels);
        }
      }
    },
    paste(source, columns, left, top) {
      for (let row = 0; row < source.height; row++) {
        const from = (row * source.width + columns.left) * channels;
        const line = source.pixels.subarray(from, from + columns.width * channels);
        pixels.set(line, ((top + row) * width + left) * channels);
      }
    },
  };
}
