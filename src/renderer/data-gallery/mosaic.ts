import type { Samples } from '../../shared/run';
import type { TileLayout } from './tile-layout';

export interface Mosaic {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4]: red, green, blue, and 255. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** The first images, row by row, without gaps. Grey is spread over the three colours. */
export function mosaicPixels({ shape, pixels }: Samples, { columns, rows }: TileLayout): Mosaic {
  const [, side, imageWidth, channels] = shape;
  const [width, height] = [columns * imageWidth, rows * side];
  const mosaic = new Uint8ClampedArray(width * height * 4);
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0];
  for (let y = 0, to = 0; y < height; y++) {
    const firstOfRow = Math.floor(y / side) * columns;
    for (let column = 0; column < columns; column++) {
      let from = ((firstOfRow + column) * side + (y % side)) * imageWidth * channels;
      for (let x = 0; x < imageWidth; x++, from += channels, to += 4) {
        mosaic[to] = pixels[from] as number;
        mosaic[to + 1] = pixels[from + green] as number;
        mosaic[to + 2] = pixels[from + blue] as number;
        mosaic[to + 3] = 255;
      }
    }
  }
  return { width, height, pixels: mosaic };
}
