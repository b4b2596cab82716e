/** What keeps two networks from training, as a sentence without its end: what is wrong, where, and what to do. */
import { assertNever } from './assert-never';
import type { LayerNeed } from './layer-needs';
import type { LayerSpec } from './layer-specs';
import type { NetworkProblem, NetworkRole } from './network-problems';
import type { LayerFault } from './shape-inference';
import { formatShape } from './tensor';
import { worded, type Worded, type WordedKey } from './wording/worded';

export function networkProblemTold(problem: NetworkProblem): Worded {
  const { layerId: layer } = problem;
  switch (problem.kind) {
    case 'layer':
      return faultTold(problem.layer, problem.fault);
    case 'empty':
      return worded('network.empty', { network: roleTold(problem.role) });
    case 'unused':
      return worded('network.unused', { layer, kind: problem.layer.kind, network: roleTold(problem.network) });
    case 'inputUnused':
      return worded('network.inputUnused', { network: roleTold(problem.role) });
    case 'madeShape':
      return worded('network.madeShape', { made: formatShape(problem.made), image: formatShape(problem.image) });
    case 'range': {
      const { wanted, range, end } = problem;
      return worded('network.range', { wanted, range, end: end ?? worded('network.nothing') });
    }
    case 'verdict':
      return worded('network.verdict', { output: formatShape(problem.output) });
    case 'penalty':
      return worded('network.penalty', { layer });
    case 'noClassesLayer':
      return missingClassesTold(layer);
    case 'classesUnweighted':
      return worded('network.classesUnweighted', { layer });
    case 'classLossWithoutClasses':
      return worded('network.classLossWithoutClasses');
    case 'classesUntold':
      return worded('network.classesUntold', { classes: problem.classes });
    case 'classesShape':
      return worded('network.classesShape', { classes: problem.classes, layer, told: formatShape(problem.told) });
    default:
      return assertNever(problem);
  }
}

/** The layer, what it got and what it needs. */
export function faultTold({ id: layer, kind }: LayerSpec, fault: LayerFault): Worded {
  switch (fault.kind) {
    case 'needs': {
      const got = fault.got.map(formatShape).join(' + ');
      return worded('network.layerNeeds', { layer, kind, got, need: needTold(fault.need) });
    }
    case 'labelWithoutClasses':
      return worded('network.labelWithoutClasses', { layer, kind });
    case 'missingSource':
      return worded('network.missingSource', { layer, kind, source: fault.source, known: fault.known.join(', ') });
  }
}

export function missingClassesTold(layer: string): Worded {
  return worded('network.noClassesLayer', { layer });
}

export function roleTold(role: NetworkRole): Worded {
  return worded(role === 'generator' ? 'network.generator' : 'network.discriminator');
}

/** What needs no more words than its name. */
const plainNeeds = {
  oneInput: 'need.oneInput',
  flat: 'need.flat',
  image: 'need.image',
  axis: 'need.axis',
  label: 'need.label',
  alikeButLast: 'need.alikeButLast',
  same: 'need.same',
} as const satisfies Partial<Record<LayerNeed['kind'], WordedKey>>;

function needTold(need: LayerNeed): Worded {
  switch (need.kind) {
    case 'numbers':
      return worded('need.numbers', { wanted: need.wanted, shape: formatShape(need.shape), got: need.got });
    case 'paddingBelowKernel':
      return worded('need.paddingBelowKernel', { kernel: need.kernel });
    case 'largerSides': {
      const { kernel, stride, padding } = need;
      return worded('need.largerSides', { kernel, stride, padding });
    }
    case 'oneInput':
    case 'flat':
    case 'image':
    case 'axis':
    case 'label':
    case 'alikeButLast':
    case 'same':
      return worded(plainNeeds[need.kind]);
  }
}
