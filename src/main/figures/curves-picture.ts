import type { PngImage } from '../formats/png';
import { createCanvas, textSize } from './canvas';
import { parseColour, white, type Colour } from './colour';
import type { CurvePoint } from './curve-lines';
import type { Drawing, Stroke } from './curve-drawing';

const colours = {
  generator: parseColour('#a64604'),
  discriminator: parseColour('#0a63b8'),
  axis: parseColour('#5f636a'),
  title: parseColour('#17181a'),
};

/** A drawing as a picture on white: lines with soft edges, words in the title font. @param scale pixels a point */
export function drawingToPicture(drawing: Drawing, scale: number): PngImage {
  const size = { width: drawing.width * scale, height: drawing.height * scale };
  const canvas = createCanvas(size, 3, white);
  for (const stroke of drawing.strokes) paint(canvas.image, stroke, scale);
  for (const { text, owner, x, y, anchor } of drawing.words) {
    const { width, height } = textSize(text, scale);
    const left = x * scale - (anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width);
    canvas.write(text, Math.round(left), Math.round(y * scale - height / 2), scale, colours[owner]);
  }
  return canvas.image;
}

/** How much of each pixel a whole line covers, so that it is nowhere darker where its pieces meet. */
function paint(image: PngImage, { owner, points, width, opacity }: Stroke, scale: number): void {
  const cover = new Float32Array(image.width * image.height);
  const pixel = ({ x, y }: CurvePoint): CurvePoint => ({ x: x * scale, y: y * scale });
  for (let index = 1; index < points.length; index++) {
    coverSegment(
      cover,
      image,
      pixel(points[index - 1] as CurvePoint),
      pixel(points[index] as CurvePoint),
      width * scale,
    );
  }
  const colour: Colour = colours[owner];
  for (const [at, share] of cover.entries()) {
    if (share === 0) continue;
    for (let channel = 0; channel < 3; channel++) {
      const place = at * 3 + channel;
      const before = image.pixels[place] as number;
      image.pixels[place] = Math.round(before + ((colour[channel] as number) - before) * share * opacity);
    }
  }
}

function coverSegment(
  cover: Float32Array,
  { width, height }: Pick<PngImage, 'width' | 'height'>,
  from: CurvePoint,
  to: CurvePoint,
  thickness: number,
): void {
  const reach = thickness / 2 + 1;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
      const distance = Math.hypot(px - along * dx, py - along * dy);
      const share = Math.min(1, Math.max(0, thickness / 2 + 0.5 - distance));
      const at = y * width + x;
      if (share > (cover[at] as number)) cover[at] = share;
    }
  }
}
