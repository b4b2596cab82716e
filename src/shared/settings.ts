import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';

/** The window's own preferences, kept by the main process. */
export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Whether runs that the window starts write TensorBoard event files. */
  tensorboard: z.boolean().default(false),
  /** Whether the system says when a run of a minute or more ends while the window is not in front. */
  notifyWhenDone: z.boolean().default(true),
  /** Widths of the panels. CSS pixels. */
  panels: z
    .strictObject({ list: z.int().min(200).max(600), side: z.int().min(240).max(720) })
    .default({ list: 264, side: 312 }),
  /** What was chosen in the palette, the latest first, by its key there. */
  recentChoices: z.array(z.string().max(300)).max(20).default([]),
  /** Whether the side panel that teaches is open. */
  learn: z.boolean().default(false),
});
/** The settings of a person who has changed none. */
export const defaultSettings = settingsSchema.parse({ language: 'system', theme: 'system' });
export type Settings = DeepReadonly<z.infer<typeof settingsSchema>>;
