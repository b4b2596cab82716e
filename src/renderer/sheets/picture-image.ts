import type { Samples } from '../../shared/run';
import { drawImages, type SheetPicture } from './sheet-picture';

/** One image of a sheet as grey levels, [1, height, width, 1]; null where the page cannot read pixels. */
export function greyImageOf(picture: SheetPicture, index: number): Samples | null {
  const { width, height, step } = picture;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  drawImages(canvas, picture, [{ index, x: 0, y: 0, width, height }]);
  const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  if (!data) return null;
  // of a grey picture all colours are the same
  const pixels = Uint8Array.from({ length: width * height }, (_, pixel) => data[4 * pixel] ?? 0);
  return { step, shape: [1, height, width, 1], pixels };
}
