import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Pictures of a class: white on black, each at another place, size and turn. */
const shapes = {
  circle: (size: number) => `<circle r="${size}" fill="#fff"/>`,
  ring: (size: number) => `<circle r="${size}" fill="none" stroke="#fff" stroke-width="${size / 2}"/>`,
  square: (size: number) => `<rect x="${-size}" y="${-size}" width="${2 * size}" height="${2 * size}" fill="#fff"/>`,
} as const;

/**
 * A folder of PNG pictures in a folder for each class, with a note beside that is no picture.
 *
 * @param each pictures of a class
 * @param height of the pictures; they are 48 wide
 */
export async function makeShapePictures(folder: string, each: number, height = 48): Promise<void> {
  for (const [name, draw] of Object.entries(shapes)) {
    await mkdir(join(folder, name), { recursive: true });
    for (let index = 0; index < each; index++) {
      const [x, y] = [20 + ((index * 7) % 9), height / 2 - 4 + ((index * 5) % 9)];
      const body = `<g transform="translate(${x} ${y}) rotate(${index * 23})">${draw(8 + (index % 5))}</g>`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="${height}"><rect width="48" height="${height}"/>${body}</svg>`;
      const png = await sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 1 }).toBuffer();
      await writeFile(join(folder, name, `${String(index).padStart(4, '0')}.png`), png);
    }
  }
  await writeFile(join(folder, 'ring', 'notes.txt'), 'no picture');
}
