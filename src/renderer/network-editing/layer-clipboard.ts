/** Layers as text on the clipboard: JSON that says what it is, so that foreign text is not mistaken for it. */
import { z } from 'zod';
import { layerSpecSchema, type LayerSpec, type NetworkSpec } from '../../shared/layer-specs';
import { mostLayers } from './layer-edits';

const clipSchema = z.strictObject({
  ganStudioLayers: z.literal(1),
  layers: z.array(layerSpecSchema).min(1).max(mostLayers),
});

export function layersAsText({ layers }: NetworkSpec, ids: ReadonlySet<string>): string {
  const picked = layers.filter(({ id }) => ids.has(id));
  return JSON.stringify({ ganStudioLayers: 1, layers: picked }, null, 2);
}

/** The layers that a text holds; null where it holds none. */
export function layersFromText(text: string): readonly LayerSpec[] | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // any other text
    return null;
  }
  const clip = clipSchema.safeParse(data);
  return clip.success ? clip.data.layers : null;
}
