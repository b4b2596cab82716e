import { z } from 'zod';
import { worded, toldSchema } from '../../shared/wording/worded';

const size = z.tuple([z.int().min(1), z.int().min(1)]);

/** What a packed file says about its images. Another version is packed anew. */
export const packedHeaderSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** Source, its files' sizes and times, and the recipe of resizing; hexadecimal. */
  key: z.string(),
  name: z.string(),
  /** `idx`, `csv` and so on. */
  format: z.string(),
  count: z.int().min(1),
  side: z.int().min(8).max(128),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** Bytes a label; 0 = no labels. */
  labelBytes: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  classCount: z.int().min(1).max(65_536).nullable(),
  classNames: z.array(z.string()).nullable(),
  /** SHA-256 over pixels, labels and shape; hexadecimal. */
  fingerprint: z.string().length(64),
  recipe: z.string(),
  skipped: z.strictObject({ count: z.int().min(0), examples: z.array(toldSchema.catch(worded('data.skippedBefore'))) }),
  /** [height, width] in the source. */
  smallest: size,
  largest: size,
  /** Of the source; null where its images differ or nobody knows. */
  sourceChannels: z.union([z.literal(1), z.literal(3)]).nullable(),
});

export type PackedHeader = z.infer<typeof packedHeaderSchema>;

/**
 * A packed file: magic, then the header's place as unsigned 64-bit number (little-endian), zeros up to `pixelStart`,
 * pixels [count, side, side, channels], labels, header as JSON up to the end.
 */
export const packedMagic = Buffer.from('GANSPK01', 'latin1');
/** A page, so that images of a page or more do not lie across more of them than they must. Bytes. */
export const pixelStart = 4096;

export function headerPlace({ count, side, channels, labelBytes }: PackedHeader): number {
  return pixelStart + count * (side * side * channels + labelBytes);
}
