import { useI18n } from 'vue-i18n';
import { assertNever } from '../../shared/assert-never';
import type { Recipe } from '../../shared/recipe';
import type { ConflictFix, ConflictKind } from '../knobs/knob-conflicts';
import type { KnobProblem } from '../knobs/knob-limits';
import { knobAt, type ChoiceKnob, type Knob } from '../knobs/knob-table';
import { chosenOf, isOn, numberText } from '../knobs/knob-values';
import { valueAt } from '../knobs/recipe-path';
import { useLayerWords } from './use-layer-words';

/** The settings of a recipe in the words of the language shown. */
export interface KnobWords {
  /** With the network where both have it: `Beta 1, G` */
  label(knob: Knob): string;
  /** What happens if it is too big or too small. */
  hint(knob: Knob): string;
  choice(knob: ChoiceKnob, name: string): string;
  /** `off`, `0.999`, `Falls in a line` */
  value(knob: Knob, recipe: Recipe): string;
  problem(problem: KnobProblem): string;
  /** One sentence: what does not go together, and why. */
  conflict(conflict: ConflictKind, recipe: Recipe): string;
  fix(fix: ConflictFix): string;
}

/** Names and notation that need no translation. */
const notation: Readonly<Record<string, string>> = {
  adam: 'Adam',
  rmsProp: 'RMSProp',
  sgd: 'SGD',
  signed: '[-1, 1]',
  unit: '[0, 1]',
  fanIn: 'fan-in',
  normal02: 'N(0, 0.02)',
  float32: 'float32',
};

export function useKnobWords(): KnobWords {
  const { t, te } = useI18n();
  const layerWords = useLayerWords();

  function label({ words, network }: Knob): string {
    const own = t(`knobs.label.${words}`);
    return network === undefined ? own : t('knobs.of', { label: own, network: network === 'generator' ? 'G' : 'D' });
  }

  function choice({ words }: ChoiceKnob, name: string): string {
    if (words === 'objective') return t(`objective.${name}`);
    return te(`knobs.choice.${words}.${name}`) ? t(`knobs.choice.${words}.${name}`) : (notation[name] ?? name);
  }

  function value(knob: Knob, recipe: Recipe): string {
    switch (knob.kind) {
      case 'choice':
        return choice(knob, chosenOf(knob, recipe));
      case 'flag':
      case 'member':
        return isOn(knob, recipe) ? t('knobs.on') : t('knobs.off');
      case 'number': {
        const number = valueAt(recipe, knob.path);
        return typeof number === 'number' ? numberText(number) : t('knobs.off');
      }
      default:
        return assertNever(knob);
    }
  }

  function problem(found: KnobProblem): string {
    switch (found.kind) {
      case 'notANumber':
        return t('newRun.problem.notANumber');
      case 'notWhole':
        return t('newRun.problem.notWhole');
      case 'tooSmall':
        return t(found.inclusive ? 'newRun.problem.atLeast' : 'newRun.problem.above', { limit: found.limit });
      case 'tooBig':
        return t(found.inclusive ? 'newRun.problem.atMost' : 'newRun.problem.below', { limit: found.limit });
      default:
        return assertNever(found);
    }
  }

  function conflict(found: ConflictKind, { objective }: Recipe): string {
    switch (found.kind) {
      case 'needsProbability': {
        const named = { objective: t(`objective.${objective.kind}`), label: label(knobAt(found.setting)) };
        return t('knobs.conflict.needsProbability', named);
      }
      case 'network': {
        const { what, why } = layerWords.problem(found.problem);
        return t('knobs.conflict.network', { network: t(`editor.${found.problem.network}`), what, why });
      }
      case 'halvesWithPenalty':
      case 'decayOrder':
      case 'largerThanData':
      case 'colourForGrey':
      case 'noLabels':
      case 'moreClasses':
        return t(`knobs.conflict.${found.kind}`, { ...found });
      default:
        return assertNever(found);
    }
  }

  function fix({ text, recipe }: ConflictFix): string {
    if (text.kind === 'network') return layerWords.fix(text.fix);
    const knob = knobAt(text.key);
    const isSwitch = knob.kind === 'flag' || knob.kind === 'member';
    const isOff = valueAt(recipe, knob.path) === null;
    if (isSwitch || isOff)
      return t(isOff || !isOn(knob as never, recipe) ? 'knobs.fix.off' : 'knobs.fix.on', { label: label(knob) });
    return t('knobs.fix.set', { label: label(knob), value: value(knob, recipe) });
  }

  return {
    label,
    hint: ({ words }) => (te(`knobs.hint.${words}`) ? t(`knobs.hint.${words}`) : ''),
    choice,
    value,
    problem,
    conflict,
    fix,
  };
}
