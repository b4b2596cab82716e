import type { Samples } from '../../shared/run';

/** Stored sheets have so many images a row. */
export const sheetColumns = 10;

/** A sheet ready to be drawn: its images side by side, without gaps, `sheetColumns` a row. */
export interface SheetPicture {
  readonly step: number;
  /** How many images it has. */
  readonly count: number;
  /** Of one image. Pixels. */
  readonly width: number;
  readonly height: number;
  readonly source: CanvasImageSource;
}

/** Samples as they come from the trainer. */
export function pictureOfSamples({ step, shape, pixels }: Samples): SheetPicture {
  const [count, height, width, channels] = shape;
  const rows = Math.ceil(count / sheetColumns);
  const painted = new ImageData(sheetColumns * width, rows * height);
  for (let image = 0; image < count; image++) {
    const left = (image % sheetColumns) * width;
    const top = Math.floor(image / sheetColumns) * height;
    for (let y = 0; y < height; y++) {
      let to = ((top + y) * sheetColumns * width + left) * 4;
      let from = (image * height + y) * width * channels;
      for (let x = 0; x < width; x++, to += 4, from += channels) {
        for (let channel = 0; channel < 3; channel++)
          painted.data[to + channel] = pixels[from + (channels === 1 ? 0 : channel)] ?? 0;
        painted.data[to + 3] = 255;
      }
    }
  }
  const source = new OffscreenCanvas(painted.width, painted.height);
  source.getContext('2d')?.putImageData(painted, 0, 0);
  return { step, count, width, height, source };
}

/**
 * A stored sheet, decoded outside of the window's thread.
 *
 * @param address of its PNG
 * @param imageSide as the run's recipe says. Pixels.
 * @throws Error where the picture is none, or not made of rows of such images
 */
export async function pictureAt(address: string, step: number, imageSide: number): Promise<SheetPicture> {
  // an image element decodes too, but takes three times as long and keeps its decoded pixels in a cache of its own
  const response = await fetch(address, { cache: 'no-store' });
  if (!response.ok) throw new Error(`There is no sheet of step ${step} (${response.status}).`);
  const png = await response.blob();
  const source = await createImageBitmap(png, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const fits = source.width === sheetColumns * imageSide && source.height > 0 && source.height % imageSide === 0;
  if (!fits) {
    source.close();
    throw new Error(`The sheet of step ${step} has ${source.width} x ${source.height} pixels.`);
  }
  const count = (sheetColumns * source.height) / imageSide;
  return { step, count, width: imageSide, height: imageSide, source };
}

export interface Placement {
  readonly index: number;
  /** Top left corner and size on the canvas. Device pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws images of a sheet, enlarged by nearest neighbour; images that the sheet lacks stay black. */
export function drawImages(canvas: HTMLCanvasElement, picture: SheetPicture, placements: readonly Placement[]): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height, source, count } = picture;
  context.imageSmoothingEnabled = false;
  for (const place of placements) {
    if (place.index >= count) continue;
    const left = (place.index % sheetColumns) * width;
    const top = Math.floor(place.index / sheetColumns) * height;
    context.drawImage(source, left, top, width, height, place.x, place.y, place.width, place.height);
  }
}
