import type { Finding } from './finding';

/** What one sheet shows of its images' variety. */
export interface SheetVariety {
  readonly count: number;
  /** Images that have another one on the sheet that is all but the same. */
  readonly alike: number;
}

/** Two images count as the same from this likeness of their pixels on. Cosine, mean taken off. */
const sameLikeness = 0.97;
/** From this share of near-duplicates on the generator makes the same again and again. */
const collapsedShare = 0.3;

/** @param pixels of images of the same size, one after the other; the first `count` of them are looked at */
export function sheetVariety(pixels: ArrayLike<number>, imageSize: number, count: number): SheetVariety {
  const shapes = Array.from({ length: count }, (_, image) => shapeOf(pixels, image * imageSize, imageSize));
  const isAlike = new Array<boolean>(count).fill(false);
  for (let one = 0; one < count; one++) {
    for (let other = one + 1; other < count; other++) {
      if (isAlike[one] && isAlike[other]) continue;
      if (likeness(shapes[one] as Float32Array, shapes[other] as Float32Array) >= sameLikeness) {
        isAlike[one] = true;
        isAlike[other] = true;
      }
    }
  }
  return { count, alike: isAlike.filter(Boolean).length };
}

/** Without its mean, and of length 1; an even image is all zeros. */
function shapeOf(pixels: ArrayLike<number>, start: number, size: number): Float32Array {
  const shape = new Float32Array(size);
  let sum = 0;
  for (let pixel = 0; pixel < size; pixel++) sum += pixels[start + pixel] ?? 0;
  let length = 0;
  for (let pixel = 0; pixel < size; pixel++) {
    const value = (pixels[start + pixel] ?? 0) - sum / size;
    shape[pixel] = value;
    length += value * value;
  }
  const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
  return shape.map((value) => value * scale);
}

function likeness(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let pixel = 0; pixel < one.length; pixel++) sum += (one[pixel] as number) * (other[pixel] as number);
  return sum;
}

/** Whether a sheet shows ever the same images. @param variety null where no sheet was looked at */
export function judgeVariety(variety: SheetVariety | null): Finding | null {
  if (variety === null || variety.count < 16) return null;
  const evidence = { alike: variety.alike, count: variety.count };
  const common = { evidence, spark: [], network: 'generator' as const };
  if (variety.alike / variety.count >= collapsedShare) {
    const remedies = ['smoothLabels', 'wasserstein', 'lowerGeneratorRate'] as const;
    return { kind: 'collapsed', level: 'bad', remedies, ...common };
  }
  return { kind: 'samplesVary', level: variety.alike === 0 ? 'good' : 'note', remedies: [], ...common };
}
