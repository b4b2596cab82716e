import { titleGlyphs as glyphs } from './title-glyphs';

/*
 * Titles are drawn from pixels of our own, so that the same picture comes out on every machine, whichever fonts are
 * installed.
 */

const glyphWidth = 5;
/** Empty columns between two characters. Pixels. */
const spacing = 1;
/** Pixels. */
export const titleHeight = 7;

/** Pixels. */
export function titleWidth(title: string): number {
  return Math.max(0, title.length * (glyphWidth + spacing) - spacing);
}

/**
 * Where a title has ink, [titleHeight, titleWidth] in row-major order.
 *
 * @throws RangeError for a character that the font lacks
 */
export function titleInk(title: string): readonly boolean[] {
  const rows = Array.from({ length: titleHeight }, (_, row) =>
    [...title].map((character) => glyphOf(character)[row] ?? '').join('.'.repeat(spacing)),
  );
  return [...rows.join('')].map((pixel) => pixel === '#');
}

/** Whether the font has a character. */
export function canWrite(character: string): boolean {
  return isKnown(character);
}

function glyphOf(character: string): readonly string[] {
  if (!isKnown(character)) throw new RangeError(`The font has no "${character}".`);
  return glyphs[character];
}

function isKnown(character: string): character is keyof typeof glyphs {
  return Object.hasOwn(glyphs, character);
}
