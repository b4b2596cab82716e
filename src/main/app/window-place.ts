import { z } from 'zod';

export const windowPlaceSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximised: z.boolean(),
});
/** Where the window stood when it was closed. Device-independent pixels. */
export type WindowPlace = Readonly<z.infer<typeof windowPlaceSchema>>;
