import type { NamedTensor } from '../../shared/tensor';
import { roleTold } from '../../shared/network-problem-words';
import { toldNames } from '../../shared/wording/told-list';
import { worded, type Worded } from '../../shared/wording/worded';

export interface CarriedOver {
  /** One for each of the first values, in their order. */
  readonly tensors: readonly NamedTensor[];
  /** Sentences about what begins anew. */
  readonly notices: readonly Worded[];
}

const averagePrefix = 'ema/generator/';
const optimisers = ['optimiser/generator/', 'optimiser/discriminator/'] as const;

/**
 * What a run of a changed recipe takes over from an earlier one: every tensor of the same name, shape and type. The rest
 * keeps its first values. An average that was not there begins at the weights; an optimiser of which a part does not fit
 * begins anew as a whole, because its slots and its count of updates belong together.
 *
 * @param first what a fresh session of the changed recipe holds
 * @param earlier of a checkpoint
 */
export function carryOver(first: readonly NamedTensor[], earlier: readonly NamedTensor[]): CarriedOver {
  const given = new Map(earlier.map((tensor) => [tensor.name, tensor]));
  const fitting = (wanted: NamedTensor): NamedTensor | null => {
    const tensor = given.get(wanted.name) ?? averageStart(wanted.name, given);
    return tensor && isAlike(tensor, wanted) ? { ...tensor, name: wanted.name } : null;
  };
  const broken = optimisers.filter((prefix) =>
    first.some((tensor) => tensor.name.startsWith(prefix) && fitting(tensor) === null),
  );
  const unfit: string[] = [];
  const tensors = first.map((tensor) => {
    if (broken.some((prefix) => tensor.name.startsWith(prefix))) return tensor;
    const taken = fitting(tensor);
    if (taken === null) unfit.push(tensor.name);
    return taken ?? tensor;
  });
  return { tensors, notices: [...noticeOfWeights(unfit), ...broken.map(noticeOfOptimiser)] };
}

/** Weights that the moving average begins at where there was none before. */
function averageStart(name: string, given: ReadonlyMap<string, NamedTensor>): NamedTensor | undefined {
  return name.startsWith(averagePrefix) ? given.get(`generator/${name.slice(averagePrefix.length)}`) : undefined;
}

function isAlike(given: NamedTensor, wanted: NamedTensor): boolean {
  return (
    given.dtype === wanted.dtype &&
    given.shape.length === wanted.shape.length &&
    given.shape.every((size, axis) => size === wanted.shape[axis])
  );
}

function noticeOfWeights(names: readonly string[]): readonly Worded[] {
  return names.length === 0 ? [] : [worded('notice.freshWeights', { names: toldNames(names) })];
}

function noticeOfOptimiser(prefix: (typeof optimisers)[number]): Worded {
  const role = prefix === 'optimiser/generator/' ? 'generator' : 'discriminator';
  return worded('notice.freshOptimiser', { network: roleTold(role) });
}
