import type { KnownRuns, RunId, RunListChange, RunSummary, UnreadableRun } from './run';

export const noKnownRuns: KnownRuns = { folder: { kind: 'there' }, runs: [], unreadable: [], complete: false };

/** The runs after a change: each folder stands in one of both lists, as it was seen last. */
export function applyChange(known: KnownRuns, change: RunListChange): KnownRuns {
  const { folder, complete } = change;
  const told = new Set<RunId>(change.gone);
  for (const { id } of [...change.runs, ...change.unreadable]) told.add(id);
  if (told.size === 0) return { ...known, folder, complete: complete || known.complete };
  const runs = [...known.runs.filter(({ id }) => !told.has(id)), ...change.runs].sort(newestFirst);
  const unreadable = [...known.unreadable.filter(({ id }) => !told.has(id)), ...change.unreadable].sort(byName);
  return { folder, runs, unreadable, complete: complete || known.complete };
}

export function newestFirst(a: RunSummary, b: RunSummary): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

function byName(a: UnreadableRun, b: UnreadableRun): number {
  return a.id < b.id ? -1 : 1;
}
