import type { Filter } from '../../shared/preparation';

/** Size of images. Pixels. */
export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Where one pixel of the result gets its share: pixels from `start` on, with weights that add up to 1. */
interface Taps {
  readonly start: number;
  readonly weights: Float32Array;
}

/** How much a pixel counts at a distance, in pixels of the coarser of the two grids. */
interface Kernel {
  /** Beyond it nothing counts. */
  readonly radius: number;
  weigh(distance: number): number;
}

/** As Pillow has them: its bicubic is Catmull-Rom's. `nearest` has no kernel. */
const kernels: Readonly<Record<Exclude<Filter, 'nearest'>, Kernel>> = {
  triangle: { radius: 1, weigh: (x) => Math.max(0, 1 - Math.abs(x)) },
  cubic: { radius: 2, weigh: (x) => catmullRom(Math.abs(x)) },
  lanczos: { radius: 3, weigh: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

function catmullRom(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/**
 * Makes a function that resizes images [count, height, width, channels], 0 to 255. The triangle filter is bilinear where
 * they grow, the mean of all that is covered where they shrink, as Pillow's and torchvision's `Resize` with antialiasing.
 */
export function createResizer(
  from: ImageSize,
  height: number,
  width: number,
  filter: Filter = 'triangle',
): (pixels: Uint8Array) => Uint8Array {
  const rows = tapsOf(from.height, height, filter);
  const columns = tapsOf(from.width, width, filter);
  const { channels } = from;
  const wide = new Float32Array(from.height * width * channels);
  const imageSize = from.height * from.width * channels;
  return (pixels) => {
    const count = pixels.length / imageSize;
    if (!Number.isInteger(count)) throw new Error(`${pixels.length} bytes are no whole number of images.`);
    const resized = new Uint8ClampedArray(count * height * width * channels);
    for (let index = 0; index < count; index++) {
      const image = pixels.subarray(index * imageSize, (index + 1) * imageSize);
      widen(image, wide, from, columns);
      stack(wide, resized.subarray(index * height * width * channels), width * channels, rows);
    }
    return new Uint8Array(resized.buffer);
  };
}

function tapsOf(from: number, to: number, filter: Filter): readonly Taps[] {
  const scale = from / to;
  if (filter === 'nearest') {
    const weights = Float32Array.of(1);
    return Array.from({ length: to }, (_, index) => ({ start: Math.floor((index + 0.5) * scale), weights }));
  }
  const { radius, weigh } = kernels[filter];
  const support = radius * Math.max(scale, 1);
  return Array.from({ length: to }, (_, index) => {
    const centre = (index + 0.5) * scale;
    const start = Math.max(0, Math.floor(centre - support + 0.5));
    const end = Math.min(from, Math.floor(centre + support + 0.5));
    const weights = Float32Array.from({ length: end - start }, (_tap, offset) =>
      weigh((radius * (start + offset + 0.5 - centre)) / support),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { start, weights: weights.map((weight) => weight / sum) };
  });
}

/** Every row of the image to the new width. */
function widen(image: Uint8Array, wide: Float32Array, from: ImageSize, columns: readonly Taps[]): void {
  const { height, width, channels } = from;
  for (let row = 0; row < height; row++) {
    for (const [column, { start, weights }] of columns.entries()) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap++) {
          sum += (weights[tap] as number) * (image[(row * width + start + tap) * channels + channel] as number);
        }
        wide[(row * columns.length + column) * channels + channel] = sum;
      }
    }
  }
}

/** Every column to the new height; `lineSize` numbers a row. */
function stack(wide: Float32Array, result: Uint8ClampedArray, lineSize: number, rows: readonly Taps[]): void {
  for (const [row, { start, weights }] of rows.entries()) {
    for (let place = 0; place < lineSize; place++) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) {
        sum += (weights[tap] as number) * (wide[(start + tap) * lineSize + place] as number);
      }
      result[row * lineSize + place] = sum;
    }
  }
}
