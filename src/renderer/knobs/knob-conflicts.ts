/** Settings that cannot go together, each with changes that were tried and after which it is mended. */
import { findNetworkProblems, type NetworkProblem } from '../../shared/network-problems';
import { recipeSchema, type Recipe } from '../../shared/recipe';
import { suggestFixes, type FixText } from '../network-editing/fixes';
import { designOf } from '../network-editing/network-design';
import { differs, setBack } from './knob-values';
import { knobAt } from './knob-table';
import { valueAt, withValueAt } from './recipe-path';

/** What is known of the chosen data set. */
export interface KnownImages {
  readonly name: string;
  readonly imageCount: number;
  /** [height, width, channels] */
  readonly imageShape: readonly [number, number, number];
  /** Null where it has no labels. */
  readonly classes: number | null;
}

export type ConflictKind =
  /** The objective knows no probabilities, but the setting at `setting` is about one. */
  | { readonly kind: 'needsProbability'; readonly setting: string }
  | { readonly kind: 'halvesWithPenalty' }
  | { readonly kind: 'decayOrder'; readonly setting: string }
  | { readonly kind: 'largerThanData'; readonly count: number; readonly data: string }
  | { readonly kind: 'colourForGrey'; readonly data: string }
  | { readonly kind: 'noLabels'; readonly data: string }
  | { readonly kind: 'moreClasses'; readonly classes: number; readonly data: string }
  | { readonly kind: 'network'; readonly problem: NetworkProblem };

export interface ConflictFix {
  /** A knob that is turned, or what is done to a network. */
  readonly text: { readonly kind: 'knob'; readonly key: string } | { readonly kind: 'network'; readonly fix: FixText };
  readonly recipe: Recipe;
}

export interface Conflict {
  readonly what: ConflictKind;
  /** Keys of the knobs at which it is said; none where only the editor can show it. */
  readonly at: readonly string[];
}

const networkRoles = ['generator', 'discriminator'] as const;

/**
 * @param preset what a knob may be set back to
 * @param images null where the data set is not read yet
 * @param problems of the recipe's networks, where they are known already
 */
export function findConflicts(
  recipe: Recipe,
  preset: Recipe,
  images: KnownImages | null,
  problems: readonly NetworkProblem[] = findNetworkProblems(recipe),
): readonly Conflict[] {
  return [
    ...objectiveConflicts(recipe),
    ...decayConflicts(recipe),
    ...dataConflicts(recipe, images),
    ...problems.filter(isFirstOfItsKind).map((problem): Conflict => {
      return { what: { kind: 'network', problem }, at: knobsBehind(recipe, preset, problem) };
    }),
  ];
}

/** What the schema of the objective refuses, in its own words. */
function objectiveConflicts({ objective }: Recipe): readonly Conflict[] {
  const issues = recipeSchema.shape.objective.safeParse(objective).error?.issues ?? [];
  const places = issues.filter(({ code }) => code === 'custom').map(({ path }) => `objective.${path.join('.')}`);
  return places.map((place): Conflict => {
    if (place === 'objective.separateHalves') {
      return { what: { kind: 'halvesWithPenalty' }, at: [place, 'objective.gradientPenalty'] };
    }
    return { what: { kind: 'needsProbability', setting: place }, at: ['objective.kind', place] };
  });
}

function decayConflicts({ optimisers }: Recipe): readonly Conflict[] {
  return networkRoles.flatMap((role): readonly Conflict[] => {
    const { decay } = optimisers[role];
    if (decay?.kind !== 'linear' || decay.from < decay.to) return [];
    const at = `optimisers.${role}.decay`;
    return [{ what: { kind: 'decayOrder', setting: `${at}.to` }, at: [`${at}.to`] }];
  });
}

/** What the trainer would refuse once it has read the images. */
function dataConflicts(recipe: Recipe, images: KnownImages | null): readonly Conflict[] {
  if (images === null) return [];
  const { name: data, imageCount: count, imageShape, classes } = images;
  const found: Conflict[] = [];
  if (recipe.schedule.batchSize > count) {
    found.push({ what: { kind: 'largerThanData', count, data }, at: ['schedule.batchSize'] });
  }
  if (imageShape[2] === 3 && recipe.data.channels === 1) {
    found.push({ what: { kind: 'colourForGrey', data }, at: ['data.channels'] });
  }
  if (recipe.classes !== null && classes === null) {
    found.push({ what: { kind: 'noLabels', data }, at: ['classes'] });
  }
  if (recipe.classes !== null && classes !== null && classes > recipe.classes) {
    found.push({ what: { kind: 'moreClasses', classes, data }, at: ['classes'] });
  }
  return found;
}

/** One penalty meets every batch norm: that is one conflict. */
function isFirstOfItsKind({ kind }: NetworkProblem, index: number, all: readonly NetworkProblem[]): boolean {
  return kind !== 'penalty' || all.findIndex((other) => other.kind === kind) === index;
}

const knobsOfProblem: Partial<Record<NetworkProblem['kind'], readonly string[]>> = {
  range: ['data.range'],
  penalty: ['objective.gradientPenalty'],
  noClassesLayer: ['objective.classWeight'],
  classesUnweighted: ['objective.classWeight'],
  classLossWithoutClasses: ['objective.classWeight', 'classes'],
  classesUntold: ['objective.classWeight'],
  classesShape: ['classes'],
};

/** Knobs that decide shapes: whichever of them made the problem is where it is said. */
const shapeKnobs = ['latent.size', 'data.side', 'data.channels', 'classes'];

function knobsBehind(recipe: Recipe, preset: Recipe, problem: NetworkProblem): readonly string[] {
  const known = knobsOfProblem[problem.kind];
  if (known) return known;
  return shapeKnobs.filter((key) => {
    const knob = knobAt(key);
    return differs(knob, preset, recipe) && !hasProblem(setBack(knob, preset, recipe), problem);
  });
}

function hasProblem(recipe: Recipe, { kind, network, layerId }: NetworkProblem): boolean {
  return findNetworkProblems(recipe).some(
    (other) => other.kind === kind && other.network === network && other.layerId === layerId,
  );
}

/** What is offered at one conflict. */
const mostFixes = 2;

/** Single moves after which the conflict is gone and no other one is new, the likeliest first. */
export function fixesOf(
  recipe: Recipe,
  preset: Recipe,
  images: KnownImages | null,
  conflict: Conflict,
): readonly ConflictFix[] {
  const before = findConflicts(recipe, preset, images);
  return [...turns(recipe, preset, images, conflict), ...networkFixes(recipe, images, conflict)]
    .filter((fix) => {
      const left = findConflicts(fix.recipe, preset, images);
      return left.length < before.length && !left.some((other) => isSame(other, conflict));
    })
    .slice(0, mostFixes);
}

function isSame(a: Conflict, b: Conflict): boolean {
  if (a.what.kind !== b.what.kind) return false;
  if (a.what.kind === 'network' && b.what.kind === 'network') {
    const [one, other] = [a.what.problem, b.what.problem];
    if (one.kind === 'penalty' && other.kind === 'penalty') return true;
    return one.kind === other.kind && one.network === other.network && one.layerId === other.layerId;
  }
  return 'setting' in a.what && 'setting' in b.what ? a.what.setting === b.what.setting : true;
}

/** Knobs that may mend it, turned. */
function turns(
  recipe: Recipe,
  preset: Recipe,
  images: KnownImages | null,
  { what, at }: Conflict,
): readonly ConflictFix[] {
  const to = (key: string, value: unknown): ConflictFix => {
    return { text: { kind: 'knob', key }, recipe: withValueAt(recipe, key, value) };
  };
  switch (what.kind) {
    case 'needsProbability':
      return [
        to(what.setting, what.setting.endsWith('realTarget') ? 1 : what.setting.endsWith('fakeTarget') ? 0 : null),
        to('objective.kind', 'nonSaturating'),
      ];
    case 'halvesWithPenalty':
      return [to('objective.separateHalves', false), to('objective.gradientPenalty', null)];
    case 'decayOrder': {
      const from = valueAt(recipe, what.setting.replace(/to$/, 'from'));
      return [to(what.setting, Number(from) + 10)];
    }
    case 'largerThanData':
      return [to('schedule.batchSize', Math.max(2, 2 ** Math.floor(Math.log2(what.count))))];
    case 'colourForGrey':
      return [];
    case 'noLabels':
      return [to('classes', null)];
    case 'moreClasses':
      return [to('classes', images?.classes ?? recipe.classes)];
    case 'network':
      return [
        ...(what.problem.kind === 'penalty' ? [to('objective.gradientPenalty', null)] : []),
        ...(what.problem.kind === 'range' ? [to('data.range', otherRange(recipe))] : []),
        ...at
          .map(knobAt)
          .filter((knob) => differs(knob, preset, recipe))
          .map((knob): ConflictFix => ({
            text: { kind: 'knob', key: knob.path },
            recipe: setBack(knob, preset, recipe),
          })),
      ].filter(({ text }, index, all) => all.findIndex((one) => isSameText(one.text, text)) === index);
  }
}

function isSameText(a: ConflictFix['text'], b: ConflictFix['text']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function otherRange({ data }: Recipe): Recipe['data']['range'] {
  return data.range === '[-1, 1]' ? '[0, 1]' : '[-1, 1]';
}

function networkFixes(recipe: Recipe, images: KnownImages | null, { what }: Conflict): readonly ConflictFix[] {
  if (what.kind !== 'network') return [];
  const fixes = suggestFixes(designOf(recipe), what.problem, images?.classes ?? null);
  return fixes
    .filter(({ text }) => text.kind !== 'setRange')
    .map(({ text, design }) => ({ text: { kind: 'network', fix: text }, recipe: { ...recipe, ...design } }));
}
