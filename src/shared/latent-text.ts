import { z } from 'zod';

/** A latent as it is copied: what draws it again anywhere. */
export interface CopiedLatent {
  readonly latent: Float32Array;
  /** Class that it is asked for; null where the recipe knows none. */
  readonly label: number | null;
}

const schema = z.object({
  latent: z.array(z.number().min(-1e6).max(1e6)).min(1).max(4096),
  label: z.int().min(0).max(999).nullable().default(null),
});

/** JSON; the numbers are written so that reading them gives the same ones. */
export function latentText({ latent, label }: CopiedLatent): string {
  return JSON.stringify({ latent: Array.from(latent, (value) => Number(value.toPrecision(9))), label });
}

/**
 * Reads what `latentText` wrote, or a bare list of numbers.
 *
 * @param size numbers that the run's latents have
 * @param classes null where the recipe knows none: a label is left out then
 * @returns null where the text is no latent of that size
 */
export function readLatentText(text: string, size: number, classes: number | null): CopiedLatent | null {
  const checked = schema.safeParse(asObject(text));
  if (!checked.success || checked.data.latent.length !== size) return null;
  const { latent, label } = checked.data;
  const known = label !== null && classes !== null && label < classes;
  return { latent: Float32Array.from(latent), label: known ? label : null };
}

function asObject(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? { latent: parsed } : parsed;
  } catch {
    // whatever was copied last may be anything
    return null;
  }
}
