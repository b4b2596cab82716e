import type { ForeignTensor, ForeignTensors } from '../formats/foreign-tensors';
import { epsilonNote, withOwnEpsilon } from './keras-translation';
import { worded } from '../../shared/wording/worded';

/** What Keras takes where a person says nothing. */
const usualEpsilon = 1e-3;
const normParts = ['gamma', 'beta', 'moving_mean', 'moving_variance'];

interface Group {
  /** For example `layers/conv2d_transpose_1`. */
  readonly path: string;
  readonly tensors: readonly ForeignTensor[];
}

/**
 * Weights that Keras wrote without the model. Keras 3 numbers a layer's tensors, and sorts the layers by their names: both
 * are put right as far as the shapes tell.
 */
export function bareKeras(foreign: ForeignTensors): ForeignTensors {
  const tensors = isNumbered(foreign.tensors) ? nameParts(foreign.tensors) : foreign.tensors;
  const hasNorm = tensors.some(({ name }) => name.endsWith('/moving_variance'));
  const adjusted = tensors.map((tensor) =>
    tensor.name.endsWith('/moving_variance') ? { ...tensor, data: withOwnEpsilon(tensor.data, usualEpsilon) } : tensor,
  );
  const notes = hasNorm ? [worded('note.epsilonUsual', { note: epsilonNote(usualEpsilon) })] : [];
  return { ...foreign, tensors: adjusted, notes: [...foreign.notes, ...notes] };
}

function isNumbered(tensors: readonly ForeignTensor[]): boolean {
  return tensors.length > 0 && tensors.every(({ name }) => /\/vars\/\d+$/.test(name));
}

function nameParts(tensors: readonly ForeignTensor[]): readonly ForeignTensor[] {
  const groups = new Map<string, ForeignTensor[]>();
  for (const tensor of tensors) {
    const path = tensor.name.replace(/\/vars\/\d+$/, '');
    // an optimiser's numbers lie beside the layers'
    if (!/(?:^|\/)layers\//.test(`${path}/`)) continue;
    groups.set(path, [...(groups.get(path) ?? []), tensor]);
  }
  return inOrder([...groups].map(([path, own]) => ({ path, tensors: own }))).flatMap(named);
}

function named({ path, tensors }: Group): readonly ForeignTensor[] {
  const parts = isNorm({ path, tensors }) ? normParts : ['kernel', 'bias'];
  return tensors.map((tensor, index) => ({ ...tensor, name: `${path}/${parts[index] ?? String(index)}` }));
}

function isNorm({ tensors }: Group): boolean {
  return tensors.length === 4 && tensors.every(({ shape }) => shape.length === 1);
}

/** Dense layers, then convolutions, each by number, and each batch norm behind the first layer of its width. */
function inOrder(groups: readonly Group[]): readonly Group[] {
  const byNumber = groups.toSorted((a, b) => numberOf(a) - numberOf(b));
  const rank = ({ tensors }: Group): number => tensors[0]?.shape.length ?? 0;
  const ordered = byNumber.filter((group) => !isNorm(group)).sort((a, b) => rank(a) - rank(b));
  let after = 0;
  for (const norm of byNumber.filter(isNorm)) {
    const width = norm.tensors[0]?.shape[0] ?? 0;
    const place = ordered.findIndex((group, index) => index >= after && !isNorm(group) && makes(group, width));
    after = place < 0 ? ordered.length : place + 1;
    ordered.splice(after, 0, norm);
    after++;
  }
  return ordered;
}

function numberOf({ path }: Group): number {
  return Number(/_(\d+)$/.exec(path)?.[1] ?? 0);
}

function makes({ tensors }: Group, width: number): boolean {
  const shape = tensors[0]?.shape ?? [];
  return shape.length === 4 ? shape.slice(2).includes(width) : shape.at(-1) === width;
}
