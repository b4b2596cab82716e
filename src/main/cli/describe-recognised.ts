import { assertNever } from '../../shared/assert-never';
import type { FoundNetwork, ImportCandidate, Recognised, RecognisedWeights } from '../../shared/recognised';
import { formatShape } from '../../shared/tensor';
import { inWords, type Told } from '../../shared/wording/worded';
import { formatName } from '../import/import-notices';
import { table } from './output';

/** What a file is, in lines for a terminal. */
export function describeRecognised(found: Recognised): string {
  switch (found.kind) {
    case 'checkpoint':
      return `A checkpoint of step ${found.step}, preset ${found.preset}, images of ${formatShape(found.imageShape)}.`;
    case 'run':
      return describeRun(found);
    case 'weights':
      return describeWeights(found);
    case 'recipe':
      return `A recipe, made from the preset ${found.recipe.preset}.`;
    case 'sheet':
      return describeSheet(found);
    case 'dataSet':
      return `A data set (${found.format}): train on it with --data ${found.path}.`;
    default:
      return assertNever(found);
  }
}

function describeRun({ packed, name, preset, state, step, checkpointSteps, sheetCount, runId }: KindOf<'run'>): string {
  const where = runId === null ? '' : ' It lies in the runs folder already.';
  const what = packed ? 'A ZIP of the run' : 'The run';
  return `${what} ${name}: preset ${preset}, ${state} at step ${step}, ${checkpointSteps.length} checkpoints, ${sheetCount} sheets.${where}`;
}

type KindOf<K extends Recognised['kind']> = Extract<Recognised, { kind: K }>;

function describeSheet({ preset, step, runs, recipe }: KindOf<'sheet'>): string {
  const [run] = runs;
  const known = run === undefined ? 'no run of the runs folder' : `the run ${run}`;
  const carried = recipe ? 'it carries its recipe' : 'it carries only the hash of its recipe';
  return `A sheet of step ${step}, preset ${preset}: it belongs to ${known}; ${carried}.`;
}

function describeWeights(found: RecognisedWeights): string {
  const { format, tensorCount, networks, candidates, ambiguous, problem, notes } = found;
  const rows = networks.flatMap(layerRows);
  const lines = [
    `Weights (${formatName(format)}), ${tensorCount} tensors.`,
    ...(rows.length > 0 ? ['', table([['network', 'layer', 'kind', 'shape'], ...rows]), ''] : []),
    ...candidates.flatMap(describeCandidate),
    ...(ambiguous ? ['They would draw different images: choose one with --preset.'] : []),
    ...(problem === null ? [] : [problem]).map(english),
    ...notes.map(english),
  ];
  return lines.join('\n');
}

function layerRows({ role, layers }: FoundNetwork): readonly (readonly string[])[] {
  return layers.map(({ name, kind, shape }) => [role, name, kind, formatShape(shape)]);
}

function describeCandidate({ id, exact, latentSize, imageShape, guessed, missing, unused }: ImportCandidate) {
  const how = exact ? 'fits' : 'rebuilt as';
  return [
    `${how} ${id}: ${latentSize} numbers in, images of ${formatShape(imageShape)}.`,
    ...guessed.map((told) => `  Guessed. ${english(told)}`),
    ...(missing.length > 0 ? [`  Missing: ${missing.join(', ')}.`] : []),
    ...(unused.length > 0 ? [`  Left out: ${unused.length} tensors.`] : []),
  ];
}

function english(told: Told): string {
  return inWords(told, 'en');
}
