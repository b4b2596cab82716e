import { useI18n } from 'vue-i18n';
import { assertNever } from '../../shared/assert-never';
import type { LayerSpec } from '../../shared/layer-specs';
import type { ObjectiveSpec } from '../../shared/objective-spec';
import type { OptimiserSpec } from '../../shared/optimiser-spec';
import type { Recipe, RunLength } from '../../shared/recipe';
import { layerOfPath, type SettingValue } from '../../shared/recipe-settings';
import type { TurnsSpec } from '../../shared/turns-spec';
import { splitByNetwork, textKeyOf } from '../recipe/setting-groups';
import { rateText } from './number-text';
import { useLayerWords } from './use-layer-words';
import { useWords } from './use-words';

/** Settings of a recipe and their values, in the words of the language shown. */
export interface SettingWords {
  /** `Learning rate, G`; without its network where that is said beside it. A setting without words keeps its path. */
  name(path: string, withNetwork?: boolean): string;
  /** A dash where the recipe does not have the setting. */
  value(path: string, value: SettingValue): string;
  /** `64, k4 s2 p1, no bias, from up1` */
  layer(layer: LayerSpec): string;
}

const sources: Readonly<Record<string, string>> = { mnist: 'MNIST', 'fashion-mnist': 'Fashion-MNIST' };
const optimisers: Readonly<Record<OptimiserSpec['kind'], string>> = { adam: 'Adam', rmsProp: 'RMSProp', sgd: 'SGD' };
const rates: ReadonlySet<string> = new Set([
  'optimisersLearningRate',
  'optimisersEpsilon',
  'optimisersWeightLimit',
  'objectiveProbabilityClamp',
]);
const numbersAsTheyAre: ReadonlySet<string> = new Set(['seed', 'formatVersion']);

export function useSettingWords(): SettingWords {
  const { t, te } = useI18n();
  const words = useWords();
  const layers = useLayerWords();

  function name(path: string, withNetwork = true): string {
    const layer = layerOfPath(path);
    const split = splitByNetwork(path);
    const key = `recipeTab.setting.${textKeyOf(split.name)}`;
    const plain = layer ? layer.id : te(key) ? t(key) : split.name;
    if (split.network === null || !withNetwork) return plain;
    return t('recipeTab.ofNetwork', { setting: plain, network: split.network === 'generator' ? 'G' : 'D' });
  }

  function layerText(layer: LayerSpec): string {
    const parts = [layers.settings(layer)];
    if ('bias' in layer) parts.push(layer.bias ? t('recipeTab.value.bias') : t('recipeTab.value.noBias'));
    if (layer.inputs) parts.push(t('recipeTab.value.takes', { sources: layer.inputs.map(layers.source).join(', ') }));
    return parts.filter((part) => part !== '').join(t('recipeTab.comma'));
  }

  function turns(spec: TurnsSpec): string {
    switch (spec.kind) {
      case 'fixed':
        return t('recipeTab.value.fixedTurns', { count: spec.discriminatorSteps }, spec.discriminatorSteps);
      case 'adaptive':
        return t('recipeTab.value.adaptiveTurns', {
          lossLimit: spec.lossLimit,
          generatorLossLimit: spec.generatorLossLimit,
          most: spec.mostGeneratorSteps,
          rest: spec.restFactor,
        });
      default:
        return assertNever(spec);
    }
  }

  function decay(spec: NonNullable<OptimiserSpec['decay']>): string {
    return spec.kind === 'exponential'
      ? t('recipeTab.value.exponentialDecay', { factor: spec.factor })
      : t('recipeTab.value.linearDecay', { from: spec.from, to: spec.to });
  }

  /** Objects that are one choice. */
  function choice(setting: string, value: object): string | null {
    switch (setting) {
      case 'scheduleLength':
        return words.length(value as RunLength);
      case 'scheduleTurns':
        return turns(value as TurnsSpec);
      case 'ema':
        return t('recipeTab.value.decay', { decay: (value as NonNullable<Recipe['ema']>).decay });
      case 'objectiveGradientPenalty': {
        const { kind, weight } = value as NonNullable<ObjectiveSpec['gradientPenalty']>;
        return t(kind === 'real' ? 'objective.r1' : 'objective.gradientPenalty', { weight });
      }
      case 'optimisersDecay':
        return decay(value as NonNullable<OptimiserSpec['decay']>);
      default:
        return null;
    }
  }

  function text(setting: string, value: string): string {
    switch (setting) {
      case 'dataSource':
        return sources[value] ?? value;
      case 'preset':
        return words.presetName(value);
      case 'objectiveKind':
        return t(`objective.${value}`);
      case 'dataPreparationFraming':
        return t(`gallery.framing.${value}`);
      case 'dataPreparationFilter':
        return t(`gallery.filter.${value}`);
      case 'optimisersKind':
        return optimisers[value as OptimiserSpec['kind']];
      default: {
        const key = `recipeTab.value.${value}`;
        return te(key) ? t(key) : value;
      }
    }
  }

  function number(setting: string, value: number): string {
    if (rates.has(setting)) return rateText(value);
    if (setting === 'checkpointsEverySeconds') return words.duration(value);
    if (setting === 'dataSide') return `${value} × ${value}`;
    if (setting === 'dataChannels') return value === 1 ? t('recipeTab.value.grey') : t('recipeTab.value.colourImages');
    if (numbersAsTheyAre.has(setting) || !Number.isInteger(value)) return String(value);
    return words.integer(value);
  }

  function value(path: string, given: SettingValue): string {
    if (given === undefined) return '–';
    if (layerOfPath(path)) {
      const layer = given as LayerSpec;
      return [layers.layer(layer.kind), layerText(layer)].filter((part) => part !== '').join(' ');
    }
    const setting = textKeyOf(splitByNetwork(path).name);
    if (given === null) return setting === 'classes' ? t('recipeTab.value.none') : t('recipeTab.value.off');
    if (typeof given === 'boolean') return given ? t('recipeTab.value.on') : t('recipeTab.value.off');
    if (typeof given === 'number') return number(setting, given);
    if (typeof given === 'string') return text(setting, given);
    if (Array.isArray(given)) {
      const items = (given as readonly unknown[]).map((item) =>
        setting === 'augmentationDifferentiable' ? text(setting, String(item)) : String(item),
      );
      return items.length === 0 ? t('recipeTab.value.off') : items.join(t('recipeTab.comma'));
    }
    return choice(setting, given) ?? JSON.stringify(given);
  }

  return { name, value, layer: layerText };
}
