import { FormatError } from '../formats/format-error';
import type { ForeignTensor } from '../formats/foreign-tensors';
import type { KerasLayer } from './keras-model';
import { worded } from '../../shared/wording/worded';

/** The numbers of a layer by their names in Keras, for example `kernel`. */
export type KerasWeights = (layer: KerasLayer, part: string, place: number) => ForeignTensor;

/**
 * Finds a layer's numbers, whichever version of Keras or TensorFlow.js named them.
 *
 * @returns a function that throws FormatError where they are missing, and tells what it was asked for
 */
export function kerasWeights(tensors: readonly ForeignTensor[]): { find: KerasWeights; used: ReadonlySet<string> } {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const used = new Set<string>();
  return {
    used,
    find: (layer, part, place) => {
      const found =
        byName.get(`${layer.place}/${place}`) ??
        byName.get(`${layer.name}/${part}`) ??
        tensors.find(({ name }) => name.endsWith(`/${part}`) && `/${name}`.includes(`/${layer.name}/`));
      if (!found) throw new FormatError(worded('keras.partMissing', { part, name: layer.name.slice(0, 100) }));
      used.add(found.name);
      return found;
    },
  };
}
