import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { defaultPreset } from '../../shared/presets';
import type { DataSetCard } from '../../shared/ipc';
import { saidPreparation, usualPreparation, type Preparation } from '../../shared/preparation';
import type { Recipe } from '../../shared/recipe';
import type { RunId } from '../../shared/run';
import { tidyLine } from '../../shared/run-notes';
import { findConflicts, type KnownImages } from '../knobs/knob-conflicts';
import type { KnobProblem } from '../knobs/knob-limits';
import { keyOfKnob, knobAt, type Knob, type NumberKnob } from '../knobs/knob-table';
import { differs, knobsOf, numberTextOf, readNumber, readProblem, setBack } from '../knobs/knob-values';
import { withValueAt } from '../knobs/recipe-path';
import { designOf, type NetworkDesign } from '../network-editing/network-design';
import { useDataSets } from './data-sets';
import { useNetworkDesign } from './network-design';

/** The run and step that the next run will go on from. */
export interface BranchOrigin {
  readonly runId: RunId;
  /** As the run list calls it. */
  readonly name: string;
  readonly step: number;
}

/** Everything that another preset would replace. */
export interface DraftSnapshot {
  readonly preset: Recipe;
  readonly file: string | null;
  readonly parent: BranchOrigin | null;
  readonly settings: Recipe;
  readonly typed: Readonly<Record<string, string>>;
  readonly design: NetworkDesign;
}

/** The recipe that the next run will be made from, as far as it is written. */
export const useRecipeDraft = defineStore('recipe-draft', () => {
  const networks = useNetworkDesign();
  const dataSets = useDataSets();
  /** What was begun with: a preset, or a recipe from a file. */
  const preset = shallowRef<Recipe>(defaultPreset);
  /** File that the recipe came from; null where it is a preset. */
  const file = ref<string | null>(null);
  /** Null where the run begins at its first step. */
  const parent = shallowRef<BranchOrigin | null>(null);
  const source = ref(defaultPreset.data.source);
  /** How the images of a data set of the person's own are made. */
  const preparation = shallowRef<Preparation>(usualPreparation);
  /** All that the networks' design does not hold. */
  const settings = shallowRef<Recipe>(defaultPreset);
  /** What stands in fields that were typed in, by path: a half-typed number is a text too. */
  const typed = shallowRef<Readonly<Record<string, string>>>({});
  /** What the person calls the next run, and why it is made. */
  const name = ref('');
  const note = ref('');

  const presetName = computed(() => preset.value.preset);
  /** With every value that could be used; each of them keeps its own limits, but they may not go together. */
  const current = computed<Recipe>(() => {
    const { side, channels, range } = networks.design.data;
    const chosen = { source: source.value, ...saidPreparation(preparation.value) };
    return { ...settings.value, ...networks.design, data: { side, channels, range, ...chosen } };
  });
  const knobs = computed(() => knobsOf(current.value));
  const problems = computed<Readonly<Record<string, KnobProblem>>>(() => {
    const found = Object.entries(typed.value).flatMap(([path, text]) => {
      const knob = knobAt(path) as NumberKnob;
      const problem = knobs.value.includes(knob) ? readProblem(knob, current.value, text) : null;
      return problem ? [[path, problem] as const] : [];
    });
    return Object.fromEntries(found);
  });
  const images = computed<KnownImages | null>(() => {
    const card = dataSets.find(source.value);
    if (!card) return null;
    const { side, channels } = current.value.data;
    // of the person's own sets the images are made anew, in whatever shape is wanted
    const imageShape = card.own ? ([side, side, channels] as const) : card.imageShape;
    return { ...card, imageShape, classes: card.classCounts?.length ?? null };
  });
  const conflicts = computed(() => findConflicts(current.value, preset.value, images.value, networks.problems));
  /** Null while a field cannot be used, settings do not go together or the networks do not fit. */
  const recipe = computed<Recipe | null>(() =>
    Object.keys(problems.value).length > 0 || conflicts.value.length > 0 ? null : current.value,
  );
  /** Knobs that stand otherwise than in the preset, or are being typed in. */
  const changed = computed(() =>
    knobs.value.filter((knob) => differs(knob, preset.value, current.value) || keyOfKnob(knob) in problems.value),
  );

  /** Begins anew with a preset; the data set stays. */
  function choose(next: Recipe): void {
    preset.value = next;
    file.value = null;
    parent.value = null;
    settings.value = next;
    typed.value = {};
    networks.begin(designOf(next));
  }

  /** Trains on another data set, with its images as they were imported. */
  function chooseData(card: Pick<DataSetCard, 'source' | 'own'>): void {
    source.value = card.source;
    preparation.value = card.own?.options.preparation ?? usualPreparation;
  }

  function takeData({ data }: Recipe): void {
    source.value = data.source;
    preparation.value = data.preparation ?? usualPreparation;
  }

  /** Begins anew with a recipe from a file, its data set too. */
  function take(next: Recipe, path: string): void {
    choose(next);
    file.value = path;
    takeData(next);
  }

  /** Begins with the recipe of a run, its data set too, and at its first step. */
  function startFrom(from: Recipe): void {
    choose(from);
    takeData(from);
  }

  /** Begins with the recipe of a run that is to be gone on with; one that has reached its length is made twice as long. */
  function goOnFrom(from: Recipe, origin: BranchOrigin, plannedSteps: number | null): void {
    startFrom(from);
    parent.value = origin;
    const { amount } = from.schedule.length;
    if (plannedSteps !== null && origin.step >= plannedSteps) type('schedule.length.amount', String(2 * amount));
  }

  /** Takes a recipe that differs in settings; what the design holds can be undone with it. @param field as `edit` of the design has it */
  function turn(next: Recipe, field: string | null = null): void {
    const { side, channels, range } = next.data;
    // which images there are is no part of the design
    const design = { ...designOf(next), data: { ...networks.design.data, side, channels, range } };
    if (isOtherDesign(networks.design, design)) networks.edit(design, field);
    settings.value = next;
    // what was typed for a setting that is no more, or was set otherwise since, is nothing to keep
    typed.value = Object.fromEntries(
      Object.entries(typed.value).filter(([path, text]) => {
        const knob = knobAt(path) as NumberKnob;
        const isThere = knobsOf(next).includes(knob);
        return (
          isThere && (readProblem(knob, next, text) !== null || String(readNumber(text)) === valueText(knob, next))
        );
      }),
    );
  }

  /** What is typed in a field; taken as soon as it can be used. */
  function type(path: string, text: string): void {
    const knob = knobAt(path) as NumberKnob;
    typed.value = { ...typed.value, [path]: text };
    if (readProblem(knob, current.value, text) === null) {
      turn(withValueAt(current.value, path, readNumber(text)), path);
    }
  }

  /** What stands in a number's field. */
  function textOf(knob: NumberKnob): string {
    const text = typed.value[knob.path];
    const isMeant =
      text !== undefined &&
      (knob.path in problems.value || String(readNumber(text)) === valueText(knob, current.value));
    return isMeant ? text : numberTextOf(knob, current.value);
  }

  function forget(knob: Knob): void {
    typed.value = Object.fromEntries(Object.entries(typed.value).filter(([path]) => path !== knob.path));
  }

  /** One knob as it stands in the preset. */
  function reset(knob: Knob): void {
    forget(knob);
    turn(setBack(knob, preset.value, current.value));
  }

  /** Every knob as it stands in the preset; the networks' layers stay. */
  function resetAll(): void {
    typed.value = {};
    const layers = networks.design.networks;
    turn({ ...preset.value, networks: layers });
  }

  /** What the person wrote about the next run: it is that run's alone. */
  const words = computed(() => ({ name: tidyLine(name.value), notes: note.value.trim() }));

  function forgetWords(): void {
    name.value = '';
    note.value = '';
  }

  function snapshot(): DraftSnapshot {
    return {
      preset: preset.value,
      file: file.value,
      parent: parent.value,
      settings: settings.value,
      typed: typed.value,
      design: networks.design,
    };
  }

  function restore(kept: DraftSnapshot): void {
    choose(kept.preset);
    file.value = kept.file;
    parent.value = kept.parent;
    settings.value = kept.settings;
    typed.value = kept.typed;
    networks.edit(kept.design);
  }

  return {
    preset,
    file,
    parent,
    presetName,
    source,
    preparation,
    name,
    note,
    typed,
    current,
    knobs,
    images,
    recipe,
    problems,
    conflicts,
    changed,
    choose,
    chooseData,
    take,
    startFrom,
    goOnFrom,
    turn,
    type,
    textOf,
    forget,
    reset,
    resetAll,
    words,
    forgetWords,
    snapshot,
    restore,
  };
});

function valueText(knob: NumberKnob, recipe: Recipe): string {
  return String(readNumber(numberTextOf(knob, recipe)));
}

/** The parts are replaced as wholes, so that comparing them is enough. */
function isOtherDesign(from: NetworkDesign, to: NetworkDesign): boolean {
  return (
    JSON.stringify([from.data, from.latent, from.classes, from.objective]) !==
      JSON.stringify([to.data, to.latent, to.classes, to.objective]) || from.networks !== to.networks
  );
}
