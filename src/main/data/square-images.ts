import { saidPreparation, usualPreparation, type Framing } from '../../shared/preparation';
import { greyToColour } from './grey-to-colour';
import type { ImageBlock, PackShape } from './image-reader';
import { createResizer } from './resize';

/** What resizing does, as a cache keeps it: other words here make other caches. */
export const squareRecipe = 'centre square, triangle filter with antialiasing, grey = 0.299 R + 0.587 G + 0.114 B';

/** What is done to a picture, for its packed file. */
export function describePreparation({ preparation = usualPreparation }: PackShape): string {
  const said = saidPreparation(preparation).preparation;
  return said ? `${squareRecipe}; but ${JSON.stringify(said)}` : squareRecipe;
}

type Pixels = (pixels: Uint8Array) => Uint8Array;

/** Makes the images of a block square, of the wanted side and channels. Keeps the tables of the latest size. */
export function createSquarer(target: PackShape): (block: ImageBlock) => Uint8Array {
  const { framing } = target.preparation ?? usualPreparation;
  let known: { readonly size: string; readonly makeSquare: Pixels } | null = null;
  return (block) => {
    const { height, width, channels } = block;
    const size = `${height}x${width}x${channels}`;
    if (known?.size !== size) {
      const makeSquare = framing === 'crop' ? cropping(block, target) : padding(block, target, framing);
      known = { size, makeSquare };
    }
    const square = known.makeSquare(block.pixels);
    if (channels === target.channels) return square;
    return target.channels === 3 ? greyToColour(square) : toGrey(square);
  };
}

function cropping({ height, width, channels }: ImageBlock, target: PackShape): Pixels {
  const side = Math.min(height, width);
  const resize = resizing({ height: side, width: side, channels }, target.side, target.side, target);
  if (height === width) return resize;
  const imageSize = height * width * channels;
  return (pixels) =>
    resize(cropCentre({ count: pixels.length / imageSize, height, width, channels, pixels, labels: null }, side));
}

/** The longer side becomes the wanted one; what the shorter leaves free is one colour, the same on both sides. */
function padding(
  { height, width, channels }: ImageBlock,
  target: PackShape,
  framing: Exclude<Framing, 'crop'>,
): Pixels {
  const { side } = target;
  const scale = side / Math.max(height, width);
  const inner = { height: Math.max(1, Math.round(height * scale)), width: Math.max(1, Math.round(width * scale)) };
  const resize = resizing({ height, width, channels }, inner.height, inner.width, target);
  if (height === width) return resize;
  const [top, left] = [(side - inner.height) >> 1, (side - inner.width) >> 1];
  const line = inner.width * channels;
  return (pixels) => {
    const resized = resize(pixels);
    const count = resized.length / (inner.height * line);
    const square = new Uint8Array(count * side * side * channels).fill(framing === 'padWhite' ? 255 : 0);
    for (let row = 0; row < count * inner.height; row++) {
      const image = Math.floor(row / inner.height);
      const place = ((image * side + top + (row % inner.height)) * side + left) * channels;
      square.set(resized.subarray(row * line, (row + 1) * line), place);
    }
    return square;
  };
}

function resizing(
  from: Pick<ImageBlock, 'height' | 'width' | 'channels'>,
  height: number,
  width: number,
  { preparation = usualPreparation }: PackShape,
): Pixels {
  return from.height === height && from.width === width ? keep : createResizer(from, height, width, preparation.filter);
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
