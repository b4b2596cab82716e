import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { maximumBytes, maximumSide, type PngImage } from '../formats/png';
import { titleHeight, titleInk, titleWidth } from '../runs/title-font';
import type { Colour } from './colour';

export interface Size {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** A picture in the making. */
export interface Canvas {
  readonly image: PngImage;
  /** One of several images, enlarged by nearest neighbour. */
  paste(samples: Samples, index: number, left: number, top: number, scale: number): void;
  /** Text of the title font. @param scale picture pixels a pixel of the font */
  write(text: string, left: number, top: number, scale: number, ink: Colour): void;
}

/** @throws StudioError `invalid-request` where the picture would be larger than the studio reads back */
export function createCanvas({ width, height }: Size, channels: 1 | 3, background: Colour): Canvas {
  checkSize({ width, height }, channels);
  const pixels = new Uint8Array(width * height * channels);
  fill(pixels, channels, background);
  return {
    image: { width, height, channels, pixels },
    paste: (samples, index, left, top, scale) => {
      const [, rows, columns, depth] = samples.shape;
      const line = new Uint8Array(columns * scale * channels);
      for (let row = 0; row < rows; row++) {
        const source = (index * rows + row) * columns;
        for (let x = 0; x < columns * scale; x++) {
          const from = (source + Math.floor(x / scale)) * depth;
          // grey images on a coloured background
          for (let channel = 0; channel < channels; channel++) {
            line[x * channels + channel] = samples.pixels[from + Math.min(channel, depth - 1)] as number;
          }
        }
        for (let y = 0; y < scale; y++) pixels.set(line, ((top + row * scale + y) * width + left) * channels);
      }
    },
    write: (text, left, top, scale, ink) => {
      const length = titleWidth(text);
      for (const [index, hasInk] of titleInk(text).entries()) {
        if (!hasInk) continue;
        const x = left + (index % length) * scale;
        const y = top + Math.floor(index / length) * scale;
        for (let row = 0; row < scale; row++) {
          const start = ((y + row) * width + x) * channels;
          fill(pixels.subarray(start, start + scale * channels), channels, ink);
        }
      }
    },
  };
}

export function checkSize({ width, height }: Size, channels: number): void {
  if (Math.max(width, height) <= maximumSide && width * height * channels <= maximumBytes) return;
  const message = worded('figure.size', { width, height, most: maximumSide });
  throw new StudioError('invalid-request', message);
}

function fill(pixels: Uint8Array, channels: 1 | 3, [red, green, blue]: Colour): void {
  if (channels === 1) {
    pixels.fill(red);
    return;
  }
  for (let at = 0; at < pixels.length; at += 3) {
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
  }
}

/** Of a text at a scale. */
export function textSize(text: string, scale: number): Size {
  return { width: titleWidth(text) * scale, height: titleHeight * scale };
}
