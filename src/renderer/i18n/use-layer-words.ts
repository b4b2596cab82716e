import { useI18n } from 'vue-i18n';
import { assertNever } from '../../shared/assert-never';
import type { LayerNeed } from '../../shared/layer-needs';
import type { LayerKind, LayerSpec } from '../../shared/layer-specs';
import type { NetworkProblem } from '../../shared/network-problems';
import type { LayerFault } from '../../shared/shape-inference';
import type { Shape } from '../../shared/tensor';
import type { DesignDifference } from '../network-editing/design-differences';
import type { FixText } from '../network-editing/fixes';

/** What is wrong, and why or what it would have to be. */
export interface ProblemWords {
  readonly what: string;
  readonly why: string;
}

/** Layers, their problems and what mends them, in the words of the language shown. */
export interface LayerWords {
  /** `28 × 28 × 1` */
  shape(shape: Shape): string;
  layer(kind: LayerKind): string;
  /** `64, k4 s2 p1` */
  settings(layer: LayerSpec): string;
  /** A layer, or what the network takes, by its name. */
  source(id: string): string;
  problem(problem: NetworkProblem): ProblemWords;
  /** @param here layer at which it is said: that one need not be named */
  fix(text: FixText, here?: string | null): string;
  difference(difference: DesignDifference): string;
}

export function useLayerWords(): LayerWords {
  const { t } = useI18n();
  const shape = (sizes: Shape): string => sizes.join(' × ');
  const layerName = (kind: LayerKind): string => t(`layer.${kind}`);
  const source = (id: string): string => {
    if (id === 'input') return t('editor.source.input');
    return id === 'label' ? t('editor.source.label') : id;
  };

  function need(found: LayerNeed, got: readonly Shape[]): ProblemWords {
    const [input = []] = got;
    const words = (key: LayerNeed['kind'], values: Readonly<Record<string, unknown>> = {}): ProblemWords => ({
      what: t(`need.${key}.what`, values),
      why: t(`need.${key}.why`, values),
    });
    switch (found.kind) {
      case 'oneInput':
        return words('oneInput', { count: got.length });
      case 'flat':
      case 'image':
      case 'axis':
      case 'label':
        return words(found.kind, { got: shape(input) });
      case 'numbers':
        return words('numbers', { got: found.got, wanted: found.wanted, shape: shape(found.shape) });
      case 'alikeButLast':
      case 'same':
        return words(found.kind, { got: got.map(shape).join(t('editor.and')) });
      case 'paddingBelowKernel':
        return words('paddingBelowKernel', { kernel: found.kernel });
      case 'largerSides':
        return words('largerSides', { kernel: found.kernel, side: found.side, padding: found.padding });
      default:
        return assertNever(found);
    }
  }

  function fault(found: LayerFault): ProblemWords {
    switch (found.kind) {
      case 'needs':
        return need(found.need, found.got);
      case 'missingSource':
        return { what: t('fault.missingSource.what', { source: found.source }), why: t('fault.missingSource.why') };
      case 'labelWithoutClasses':
        return { what: t('fault.labelWithoutClasses.what'), why: t('fault.labelWithoutClasses.why') };
    }
  }

  function problem(found: NetworkProblem): ProblemWords {
    const words = (key: Exclude<NetworkProblem['kind'], 'layer'>, values = {}): ProblemWords => ({
      what: t(`fault.${key}.what`, values),
      why: t(`fault.${key}.why`, values),
    });
    switch (found.kind) {
      case 'layer':
        return fault(found.fault);
      case 'madeShape':
        return words('madeShape', { made: shape(found.made), image: shape(found.image) });
      case 'range':
        return words('range', { wanted: layerName(found.wanted), range: found.range });
      case 'verdict':
        return words('verdict', { output: shape(found.output) });
      case 'classesUntold':
        return words('classesUntold', { classes: found.classes });
      case 'classesShape':
        return words('classesShape', { classes: found.classes, told: shape(found.told) });
      case 'empty':
      case 'unused':
      case 'inputUnused':
      case 'penalty':
      case 'noClassesLayer':
      case 'classesUnweighted':
      case 'classLossWithoutClasses':
        return words(found.kind);
      default:
        return assertNever(found);
    }
  }

  function fix(text: FixText, here: string | null = null): string {
    switch (text.kind) {
      case 'setField':
        return t(text.layerId === here ? 'fix.setFieldHere' : 'fix.setField', {
          field: t(`field.${text.field}`).toLowerCase(),
          value: text.value,
          layer: text.layerId,
        });
      case 'setWindow': {
        const { filters, kernel, stride, padding } = text;
        return t('fix.setWindow', { layer: text.layerId, settings: `${filters}, k${kernel} s${stride} p${padding}` });
      }
      case 'reshapeTo':
      case 'insertReshape':
      case 'appendReshape':
        return t(`fix.${text.kind}`, { shape: shape(text.shape) });
      case 'insert':
      case 'endWith':
      case 'replaceWith':
        return t(`fix.${text.kind}`, { layer: layerName(text.layer) });
      case 'matchInput':
        return t('fix.matchInput', { source: source(text.source) });
      case 'setClasses':
        return t('fix.setClasses', { classes: text.classes });
      case 'setLatent':
        return t('fix.setLatent', { size: text.size });
      case 'setRange':
        return t('fix.setRange', { range: text.range });
      case 'setImage':
        return t('fix.setImage', { shape: shape([text.side, text.side, text.channels]) });
      case 'useDense':
      case 'appendDense':
      case 'firstInputOnly':
      case 'joinFirst':
      case 'takeLabel':
      case 'takeBefore':
      case 'takeInput':
      case 'withoutLabel':
      case 'remove':
      case 'replaceAllNorms':
      case 'classLossOff':
      case 'classLossOn':
      case 'forgetClasses':
      case 'mirror':
        return t(`fix.${text.kind}`);
      default:
        return assertNever(text);
    }
  }

  function difference(found: DesignDifference): string {
    if ('layer' in found) {
      const { network, layer } = found;
      const named = { network: network === 'generator' ? 'G' : 'D', layer: layer.id, settings: settingsText(layer) };
      return t(`difference.${found.kind}`, named).trim();
    }
    const network = 'network' in found ? (found.network === 'generator' ? 'G' : 'D') : '';
    return t(`difference.${found.kind}`, { network });
  }

  return { shape, layer: layerName, settings: settingsText, source, problem, fix, difference };
}

/** `64, k4 s2 p1`: notation that is the same in every language. */
function settingsText(layer: LayerSpec): string {
  const spectral = 'spectralNorm' in layer && layer.spectralNorm === true ? ' SN' : '';
  switch (layer.kind) {
    case 'dense':
      return `${layer.units}${spectral}`;
    case 'conv':
    case 'transposedConv':
      return `${layer.filters}, k${layer.kernel} s${layer.stride} p${layer.padding}${spectral}`;
    case 'leakyRelu':
      return String(layer.slope);
    case 'reshape':
      return layer.shape.join(' × ');
    case 'upsample':
      return `× ${layer.factor}`;
    case 'dropout':
      return String(layer.rate);
    case 'noise':
      return `σ ${layer.deviation}`;
    case 'embedding':
      return String(layer.size);
    case 'minibatchDiscrimination':
      return `${layer.features}, k${layer.kernel}`;
    case 'batchNorm':
    case 'layerNorm':
    case 'instanceNorm':
    case 'relu':
    case 'tanh':
    case 'sigmoid':
    case 'softplus':
    case 'flatten':
    case 'concat':
    case 'add':
    case 'minibatchDeviation':
      return '';
    default:
      return assertNever(layer);
  }
}
