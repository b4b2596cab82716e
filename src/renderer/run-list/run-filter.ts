import type { RunState, RunSummary } from '../../shared/run';

export interface RunFilter {
  /** Words that must all be found, in any order. */
  readonly text: string;
  /** Only these; empty for all. */
  readonly states: ReadonlySet<RunState>;
  readonly starredOnly: boolean;
}

export const everyRun: RunFilter = { text: '', states: new Set(), starredOnly: false };

/** Words that are found besides what the run itself holds. */
export interface FilterWords {
  readonly preset: (preset: string) => string;
  readonly state: (state: RunState) => string;
}

/** The runs that fit, in their order: by name, preset, data set, tags, state and folder, whatever the case. */
export function filterRuns(runs: readonly RunSummary[], filter: RunFilter, words: FilterWords): readonly RunSummary[] {
  const wanted = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { states, starredOnly } = filter;
  if (wanted.length === 0 && states.size === 0 && !starredOnly) return runs;
  const found = withMemory(words);
  return runs.filter((run) => {
    if (states.size > 0 && !states.has(run.state)) return false;
    if (starredOnly && !run.notes.star) return false;
    if (wanted.length === 0) return true;
    const text = textOf(run, found);
    return wanted.every((word) => text.includes(word));
  });
}

export function isFiltering({ text, states, starredOnly }: RunFilter): boolean {
  return text.trim() !== '' || states.size > 0 || starredOnly;
}

function textOf({ id, preset, seed, dataSetName, state, notes }: RunSummary, words: FilterWords): string {
  const parts = [notes.name, words.preset(preset), preset, seed, dataSetName, ...notes.tags, words.state(state), id];
  return parts.join(' ').toLowerCase();
}

/** Asks for each word once: there are few presets and states, and thousands of runs. */
function withMemory(words: FilterWords): FilterWords {
  const presets = new Map<string, string>();
  const states = new Map<RunState, string>();
  return { preset: remember(presets, words.preset), state: remember(states, words.state) };
}

function remember<K>(known: Map<K, string>, ask: (key: K) => string): (key: K) => string {
  return (key) => {
    const word = known.get(key) ?? ask(key);
    known.set(key, word);
    return word;
  };
}
