import type { RunId, RunSummary } from '../../shared/run';

export type ListRow =
  | { readonly kind: 'heading'; readonly group: 'trainingNow' | 'earlier'; readonly count: number }
  | { readonly kind: 'run'; readonly run: RunSummary };

/** Runs that train now, then the others, each group under its heading. */
export function listRows(runs: readonly RunSummary[]): readonly ListRow[] {
  const now = runs.filter((run) => run.state === 'running');
  const earlier = now.length === 0 ? runs : runs.filter((run) => run.state !== 'running');
  return [...group('trainingNow', now), ...group('earlier', earlier)];
}

function group(name: 'trainingNow' | 'earlier', runs: readonly RunSummary[]): readonly ListRow[] {
  if (runs.length === 0) return [];
  const rows = runs.map((run): ListRow => ({ kind: 'run', run }));
  return [{ kind: 'heading', group: name, count: runs.length }, ...rows];
}

export function keyOf(row: ListRow): string {
  return row.kind === 'heading' ? `heading:${row.group}` : row.run.id;
}

/** The runs of the rows, in their order. */
export function orderOf(rows: readonly ListRow[]): readonly RunId[] {
  return rows.flatMap((row) => (row.kind === 'run' ? [row.run.id] : []));
}
