import type { Samples } from '../../shared/run';

/** One generated image as canvas pixels. Grey is spread over the three colours. */
export function imagePixels({ shape, pixels }: Samples, index: number): ImageData {
  const [, height, width, channels] = shape;
  const start = index * height * width * channels;
  const painted = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      painted.data[pixel * 4 + channel] = pixels[start + pixel * channels + (channels === 1 ? 0 : channel)] ?? 0;
    }
    painted.data[pixel * 4 + 3] = 255;
  }
  return painted;
}

export interface Placement {
  readonly index: number;
  /** Top left corner and size on the canvas. Device pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Paints images side by side, enlarged by nearest neighbour; images that the samples lack stay black. */
export function paintImages(
  canvas: HTMLCanvasElement,
  samples: Samples,
  placements: readonly Placement[],
  scratch: HTMLCanvasElement,
): void {
  const context = canvas.getContext('2d');
  const source = scratch.getContext('2d', { willReadFrequently: true });
  if (!context || !source) return;
  const [count, height, width] = samples.shape;
  const shown = placements.filter(({ index }) => index < count);
  // all images in one strip first: one transfer into the canvas instead of one for each image
  scratch.width = width;
  scratch.height = height * Math.max(1, shown.length);
  shown.forEach(({ index }, position) => source.putImageData(imagePixels(samples, index), 0, position * height));
  context.imageSmoothingEnabled = false;
  shown.forEach((place, position) => {
    context.drawImage(scratch, 0, position * height, width, height, place.x, place.y, place.width, place.height);
  });
}
