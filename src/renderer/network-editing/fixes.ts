/** What would mend a problem of a pair of networks: changes that were tried, and after which the problem is gone. */
import type { LayerKind } from '../../shared/layer-specs';
import { findNetworkProblems, type NetworkProblem } from '../../shared/network-problems';
import { recipeSchema } from '../../shared/recipe';
import type { Shape } from '../../shared/tensor';
import { candidatesFor } from './fix-candidates';
import type { NetworkDesign } from './network-design';
import type { NumberFieldName } from './layer-fields';

/** What a fix does, for the words of the language shown. */
export type FixText =
  | { readonly kind: 'setField'; readonly field: NumberFieldName; readonly value: number; readonly layerId: string }
  | {
      readonly kind: 'setWindow';
      readonly layerId: string;
      readonly filters: number;
      readonly kernel: number;
      readonly stride: number;
      readonly padding: number;
    }
  | { readonly kind: 'reshapeTo' | 'insertReshape' | 'appendReshape'; readonly shape: Shape }
  | { readonly kind: 'insert' | 'endWith' | 'replaceWith'; readonly layer: LayerKind }
  | { readonly kind: 'matchInput'; readonly source: string }
  | { readonly kind: 'setClasses'; readonly classes: number }
  | { readonly kind: 'setLatent'; readonly size: number }
  | { readonly kind: 'setRange'; readonly range: NetworkDesign['data']['range'] }
  | { readonly kind: 'setImage'; readonly side: number; readonly channels: number }
  | {
      readonly kind:
        | 'useDense'
        | 'appendDense'
        | 'firstInputOnly'
        | 'joinFirst'
        | 'takeLabel'
        | 'takeBefore'
        | 'takeInput'
        | 'withoutLabel'
        | 'remove'
        | 'replaceAllNorms'
        | 'classLossOff'
        | 'classLossOn'
        | 'forgetClasses'
        | 'mirror';
    };

export interface Fix {
  readonly text: FixText;
  readonly design: NetworkDesign;
}

/** Problems of which there is at most one a network, wherever it shows; the others belong to their layer. */
function isSameProblem(a: NetworkProblem, b: NetworkProblem): boolean {
  if (a.kind !== b.kind || a.network !== b.network) return false;
  const belongsToLayer = a.kind === 'layer' || a.kind === 'unused' || a.kind === 'penalty';
  return !belongsToLayer || a.layerId === b.layerId;
}

/** Whether what changed keeps the recipe's limits. */
function isAllowed(old: NetworkDesign, next: NetworkDesign): boolean {
  const changed = (['generator', 'discriminator'] as const).filter(
    (role) => next.networks[role] !== old.networks[role],
  );
  const { latent, networks } = recipeSchema.shape;
  return (
    latent.safeParse(next.latent).success &&
    changed.every((role) => networks.shape[role].safeParse(next.networks[role]).success)
  );
}

/** What is offered at one problem. */
const mostFixes = 3;

/**
 * Changes after which the problem is gone, those that leave the fewest others first.
 *
 * @param dataClasses classes of the data set; null where it has none or is not known
 */
export function suggestFixes(
  design: NetworkDesign,
  problem: NetworkProblem,
  dataClasses: number | null,
): readonly Fix[] {
  const rated = candidatesFor(design, problem, dataClasses).flatMap((fix) => {
    if (!isAllowed(design, fix.design)) return [];
    const left = findNetworkProblems(fix.design);
    return left.some((other) => isSameProblem(other, problem)) ? [] : [{ fix, left: left.length }];
  });
  const seen = new Set<string>();
  return rated
    .sort((a, b) => a.left - b.left)
    .map(({ fix }) => fix)
    .filter(({ text }) => !seen.has(JSON.stringify(text)) && seen.add(JSON.stringify(text)))
    .slice(0, mostFixes);
}
