/** What a person may choose about how the images of a data set of one's own become those of a recipe. */
import { z } from 'zod';

/** `crop`: the square of the centre. `padBlack`, `padWhite`: the whole picture, with the rest in that colour. */
export const framings = ['crop', 'padBlack', 'padWhite'] as const;
export type Framing = (typeof framings)[number];

/** `triangle` is bilinear with antialiasing; `cubic` and `lanczos` are sharper; `nearest` mixes no pixels. */
export const filters = ['triangle', 'cubic', 'lanczos', 'nearest'] as const;
export type Filter = (typeof filters)[number];

export const preparationSchema = z.strictObject({
  framing: z.enum(framings).default('crop'),
  filter: z.enum(filters).default('triangle'),
  /** Whether the labels of the source count: the names of folders, a column, a second file. */
  labels: z.boolean().default(true),
});
export type Preparation = Readonly<z.infer<typeof preparationSchema>>;

/** What a recipe means that says nothing. */
export const usualPreparation: Preparation = { framing: 'crop', filter: 'triangle', labels: true };

/** Nothing where it is the usual one, so that a recipe that says nothing keeps its hash. */
export function saidPreparation(preparation: Preparation): { readonly preparation?: Preparation } {
  const { framing, filter, labels } = preparation;
  const isUsual =
    framing === usualPreparation.framing && filter === usualPreparation.filter && labels === usualPreparation.labels;
  return isUsual ? {} : { preparation: { framing, filter, labels } };
}

/** Everything that is chosen as a data set is imported. */
export const importOptionsSchema = z.strictObject({
  /** Of the square images. Pixels. */
  side: z.int().min(8).max(128),
  /** 1 = grey, 3 = red, green, blue. */
  channels: z.union([z.literal(1), z.literal(3)]),
  preparation: preparationSchema,
});
export type ImportOptions = Readonly<z.infer<typeof importOptionsSchema>>;
