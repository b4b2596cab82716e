import { createRequire } from 'node:module';

export type GifPalette = readonly (readonly number[])[];

/** Writes the blocks of a GIF into a buffer of its own. */
interface GifStream {
  writeHeader(): void;
  writeFrame(
    index: Uint8Array,
    width: number,
    height: number,
    options: {
      readonly palette?: GifPalette;
      readonly first?: boolean;
      /** Milliseconds. */
      readonly delay: number;
      /** 0 = for ever. */
      readonly repeat?: number;
    },
  ): void;
  finish(): void;
  /** A copy of the buffer. */
  bytes(): Uint8Array;
  reset(): void;
}

interface Gifenc {
  GIFEncoder(options: { readonly auto: boolean }): GifStream;
  /** @param rgba [pixels, 4] */
  quantize(rgba: Uint8Array, colours: number): GifPalette;
  /** The colour of each pixel. */
  applyPalette(rgba: Uint8Array, palette: GifPalette): Uint8Array;
}

/** Required: its CommonJS looks like a module, and who imports it disagrees on what its default is. It has no types. */
export const gifenc = createRequire(import.meta.url)('gifenc') as Gifenc;
