import { sheetVariety, type SheetVariety } from '../../shared/health/collapse';
import { sheetColumns, type SheetPicture } from './sheet-picture';

/** Images of a sheet that are held against each other. */
const lookedAt = 64;

/** Looks at the first images; the green of a coloured one is near enough to its light. */
export function pictureVariety({ source, width, height, count }: SheetPicture): SheetVariety | null {
  const canvas = new OffscreenCanvas(sheetColumns * width, Math.ceil(count / sheetColumns) * height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(source, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const images = Math.min(count, lookedAt);
  const pixels = new Uint8Array(images * width * height);
  let to = 0;
  for (let image = 0; image < images; image++) {
    const left = (image % sheetColumns) * width;
    const top = Math.floor(image / sheetColumns) * height;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) pixels[to++] = data[((top + y) * canvas.width + left + x) * 4 + 1] ?? 0;
  }
  return sheetVariety(pixels, width * height, images);
}
