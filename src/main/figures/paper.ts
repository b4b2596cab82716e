import type { FigureFacts } from '../../shared/figure';
import type { Size } from './canvas';

const metresAnInch = 0.0254;

/** What a PNG file keeps of dots an inch: whole pixels a metre. */
export function pixelsPerMetre(dots: number): number {
  return Math.round(dots / metresAnInch);
}

/** Size on paper, of what the file really says; to a tenth of a millimetre. */
export function onPaper({ width, height }: Size, dots: number | null): FigureFacts['millimetres'] {
  if (dots === null) return null;
  const millimetres = (pixels: number): number => Math.round((pixels / pixelsPerMetre(dots)) * 10_000) / 10;
  return { width: millimetres(width), height: millimetres(height) };
}
