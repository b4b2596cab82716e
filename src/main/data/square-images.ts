import { greyToColour } from './grey-to-colour';
import type { ImageBlock, PackShape } from './image-reader';
import { createResizer } from './resize';

/** What resizing does, as a cache keeps it: other words here make other caches. */
export const squareRecipe = 'centre square, triangle filter with antialiasing, grey = 0.299 R + 0.587 G + 0.114 B';

/** Makes the images of a block square, of the wanted side and channels. Keeps the tables of the latest size. */
export function createSquarer(target: PackShape): (block: ImageBlock) => Uint8Array {
  let resizer: {
    readonly side: number;
    readonly channels: number;
    readonly resize: (pixels: Uint8Array) => Uint8Array;
  } | null = null;
  return (block) => {
    const side = Math.min(block.height, block.width);
    const square = block.height === block.width ? block.pixels : cropCentre(block, side);
    if (resizer?.side !== side || resizer.channels !== block.channels) {
      const from = { height: side, width: side, channels: block.channels };
      const resize = side === target.side ? keep : createResizer(from, target.side, target.side);
      resizer = { side, channels: block.channels, resize };
    }
    const resized = resizer.resize(square);
    if (block.channels === target.channels) return resized;
    return target.channels === 3 ? greyToColour(resized) : toGrey(resized);
  };
}

function keep(pixels: Uint8Array): Uint8Array {
  return pixels;
}

function cropCentre({ count, height, width, channels, pixels }: ImageBlock, side: number): Uint8Array {
  const square = new Uint8Array(count * side * side * channels);
  const top = (height - side) >> 1;
  const left = (width - side) >> 1;
  const line = side * channels;
  for (let image = 0; image < count; image++) {
    for (let row = 0; row < side; row++) {
      const start = ((image * height + top + row) * width + left) * channels;
      square.set(pixels.subarray(start, start + line), (image * side + row) * line);
    }
  }
  return square;
}

/** ITU-R BT.601, as Pillow's mode L. */
function toGrey(coloured: Uint8Array): Uint8Array {
  const grey = new Uint8Array(coloured.length / 3);
  for (let index = 0; index < grey.length; index++) {
    const [red, green, blue] = [coloured[index * 3], coloured[index * 3 + 1], coloured[index * 3 + 2]] as [
      number,
      number,
      number,
    ];
    grey[index] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return grey;
}
