import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { tensorFlowVersion } from '../../src/main/gan/tensorflow';
import { findPreset, presets } from '../../src/shared/presets';
import { asTable, thisMachine, type Figure } from './figure';
import { measureAnswering } from './answering-window';
import { measureComparing } from './comparing-window';
import { compareWithPyTorch } from './compare';
import { measureCompileCost } from './compile-cost';
import { measureDataGallery } from './data-gallery-window';
import { measureDataSpeed } from './data-speed';
import { measureDrift } from './fused-drift';
import { measureNetworkEditing } from './network-editing';
import { measurePackedTraining } from './packed-training';
import { measurePrediction } from './pace-prediction';
import { measureExploring } from './explore-window';
import { measureSavingCost } from './saving-cost';
import { measureRunList } from './run-list';
import { measureShareOutside } from './step-share';
import { measureTrainingSpeed, stepsPerSecond } from './training-speed';
import { measureWatching } from './watch-window';
import { measureWindowCost } from './window-cost';

const given = JSON.parse(process.env['GAN_STUDIO_BENCH_ARGS'] ?? '[]') as string[];
const { values: options } = parseArgs({
  args: given,
  options: {
    repeats: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '20' },
    out: { type: 'string', default: 'bench-results' },
    /** `pytorch`: only that comparison, with whatever Python has torch. */
    compare: { type: 'string' },
    /** With --compare: mixed precision as well. */
    mixed: { type: 'boolean', default: false },
    /** Only groups of figures whose name has this in it; with --compare, recipes. */
    only: { type: 'string', default: '' },
  },
});

interface Outcome {
  readonly figures: readonly Figure[];
  /** PyTorch's version where it was compared with, or why it was not. */
  readonly torch?: string;
}

/** Figures of speed and weight: a table to read and JSON to keep. Nothing here fails for being slow. */
test('bench', async () => {
  const repeats = Number(options.repeats);
  const seconds = Number(options.seconds);
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-bench-'));
  try {
    const { figures, ...more } = await measure(folder, repeats, seconds);
    const date = new Date().toISOString();
    const machine = { ...thisMachine(), tensorflow: tensorFlowVersion(), ...more, date };
    const file = await keep(date, { machine, repeats, seconds, figures });
    console.log(`${JSON.stringify(machine)}\n\n${asTable(figures)}\n\nWritten: ${file}`);
    expect(figures.every(({ values }) => values.length > 0 && values.every(Number.isFinite))).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function measure(folder: string, repeats: number, seconds: number): Promise<Outcome> {
  const { compare, mixed, only } = options;
  if (compare === undefined) return measureStudio(folder, repeats, seconds, only);
  if (compare !== 'pytorch') throw new Error(`Cannot compare with "${compare}"; known: pytorch.`);
  return compareWithPyTorch(folder, repeats, mixed, only);
}

async function measureStudio(folder: string, repeats: number, seconds: number, only: string): Promise<Outcome> {
  // the large one takes a graphics card
  const small = presets.filter(({ data }) => data.side <= 28);
  const alone = (): Promise<number> => stepsPerSecond('quick-digits', folder, seconds);
  const groups: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
    speed: () =>
      measureTrainingSpeed(
        presets.map(({ preset }) => preset),
        folder,
        repeats,
        seconds,
      ),
    window: () => measureWindowCost(alone, 'Quick digits', repeats, seconds),
    share: () => inTurn(small, (preset) => measureShareOutside(preset, 40)),
    saving: () => inTurn(presets, (preset) => measureSavingCost(preset, folder, repeats)),
    data: () => measureDataSpeed(folder),
    'packed-training': () =>
      inTurn(['quick-digits', 'mlp-tutorial', 'dcgan-28'].map(findPreset), (preset) =>
        measurePackedTraining(preset, folder, repeats),
      ),
    answering: () => measureAnswering(repeats),
    watching: () => measureWatching(folder, repeats, seconds),
    comparing: () => measureComparing(folder, repeats),
    gallery: () => measureDataGallery(folder, repeats),
    editing: () => measureNetworkEditing(folder),
    'run-list': () => measureRunList(folder, repeats),
    explore: () => measureExploring(repeats),
    prediction: () => measurePrediction(folder, repeats, seconds),
    drift: async () =>
      (await inTurn(['quick-digits', 'mlp-tutorial', 'dcgan-28'].map(findPreset), measureDrift)).flat(),
    compiling: () => inTurn(small, (preset) => measureCompileCost(preset, repeats)),
  };
  const chosen = Object.keys(groups).filter((name) => name.includes(only));
  if (chosen.length === 0)
    throw new Error(`Nothing to measure is called "${only}"; known: ${Object.keys(groups).join(', ')}.`);
  return { figures: (await inTurn(chosen, (name) => groups[name]?.() ?? [])).flat() };
}

/** One after the other: measurements must not share the machine. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  measureOne: (item: Item) => Promise<Result> | Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await measureOne(item));
  return results;
}

async function keep(date: string, results: object): Promise<string> {
  const out = resolve(options.out);
  await mkdir(out, { recursive: true });
  const file = join(out, `${date.replace(/\D/g, '').slice(0, 14)}.json`);
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  return file;
}
