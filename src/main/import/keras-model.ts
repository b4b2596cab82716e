import { z } from 'zod';
import { FormatError } from '../formats/format-error';
import { worded } from '../../shared/wording/worded';

/** A layer of a Keras model, in the order in which data flows through them. */
export interface KerasLayer {
  /** For example `Conv2DTranspose`. */
  readonly className: string;
  /** The model's own name of it. */
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Where Keras 3 keeps its numbers, for example `layers/dense_1/vars`. */
  readonly place: string;
}

const layerSchema = z.object({
  class_name: z.string().max(100),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z.unknown().optional(),
});
const modelSchema = z.object({
  class_name: z.string().max(100),
  config: z.union([z.object({ layers: z.array(layerSchema).max(1000) }), z.array(layerSchema).max(1000)]),
});
type ModelLayer = z.infer<typeof layerSchema>;

const mostLayers = 1_000;
const mostDepth = 4;
const chains: readonly string[] = ['Sequential', 'Functional', 'Model'];

/**
 * The layers of a model that is a plain sequence, models inside of it opened.
 *
 * @throws FormatError where it is no sequence
 */
export function kerasLayers(model: unknown): readonly KerasLayer[] {
  const layers = collect(model, '', 0);
  if (layers.length > mostLayers) throw new FormatError(worded('keras.layers', { most: mostLayers }));
  return layers;
}

function collect(model: unknown, place: string, depth: number): readonly KerasLayer[] {
  const checked = modelSchema.safeParse(model);
  if (!checked.success || !chains.includes(checked.data.class_name) || depth > mostDepth) {
    throw new FormatError(worded('keras.noSequence'));
  }
  const { class_name: kind, config } = checked.data;
  const layers = Array.isArray(config) ? config : config.layers;
  if (kind !== 'Sequential') checkChain(layers);
  const counts = new Map<string, number>();
  return layers.flatMap((layer) => {
    const snake = snakeCase(layer.class_name);
    const count = counts.get(snake) ?? 0;
    counts.set(snake, count + 1);
    const own = `${place}layers/${count === 0 ? snake : `${snake}_${count}`}`;
    if (chains.includes(layer.class_name)) return collect(layer, `${own}/`, depth + 1);
    return [{ className: layer.class_name, name: nameOf(layer), config: layer.config, place: `${own}/vars` }];
  });
}

function nameOf({ config }: ModelLayer): string {
  return typeof config['name'] === 'string' ? config['name'] : '';
}

/** Each layer takes what the one before it makes, and nothing else. */
function checkChain(layers: readonly ModelLayer[]): void {
  const names = new Set(layers.map(nameOf));
  for (const [index, layer] of layers.entries()) {
    const sources = namedSources(layer.inbound_nodes, names);
    const before = index === 0 ? [] : [nameOf(layers[index - 1] as ModelLayer)];
    if (sources.join() !== before.join()) {
      throw new FormatError(worded('keras.noPlainSequence', { name: nameOf(layer).slice(0, 100) }));
    }
  }
}

/** Names of layers anywhere in what Keras 2 (nested lists) or 3 (`keras_history`) says about a layer's inputs. */
function namedSources(nodes: unknown, names: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  function visit(value: unknown): void {
    if (!Array.isArray(value)) {
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
      return;
    }
    const [first, second] = value as readonly unknown[];
    if (typeof first === 'string' && names.has(first) && typeof second === 'number') found.push(first);
    else value.forEach(visit);
  }
  visit(nodes);
  return found;
}

/** As Keras does it: `Conv2DTranspose` → `conv2d_transpose`. */
function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
