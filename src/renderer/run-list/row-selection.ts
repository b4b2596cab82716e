import type { RunId } from '../../shared/run';

/** Which rows are chosen, and which of them has the keyboard. */
export interface RowSelection {
  readonly chosen: ReadonlySet<RunId>;
  /** Where a range begins. */
  readonly anchor: RunId | null;
  /** The one that the keyboard is at. */
  readonly active: RunId | null;
}

export const nothingChosen: RowSelection = { chosen: new Set(), anchor: null, active: null };

/** Only this one. */
export function choose(id: RunId): RowSelection {
  return { chosen: new Set([id]), anchor: id, active: id };
}

/** This one as well, or not any more. */
export function toggle({ chosen }: RowSelection, id: RunId): RowSelection {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { chosen: next, anchor: id, active: id };
}

/** All from the anchor to this one, in the order shown. */
export function extendTo({ anchor }: RowSelection, id: RunId, order: readonly RunId[]): RowSelection {
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return choose(id);
  const chosen = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set(chosen), anchor, active: id };
}

export function chooseAll(selection: RowSelection, order: readonly RunId[]): RowSelection {
  return { ...selection, chosen: new Set(order), active: selection.active ?? order[0] ?? null };
}

/** The row so many places away from the one with the keyboard, at most at the end; the first where none has it. */
export function neighbour({ active }: RowSelection, distance: number, order: readonly RunId[]): RunId | null {
  const at = active === null ? -1 : order.indexOf(active);
  if (at < 0) return order[0] ?? null;
  return order[Math.min(order.length - 1, Math.max(0, at + distance))] ?? null;
}

/**
 * The selection once the rows are others: what is not shown is not chosen, and the keyboard goes to the row that took
 * the place of the one that it was at.
 */
export function keepWithin(
  selection: RowSelection,
  order: readonly RunId[],
  orderBefore: readonly RunId[],
): RowSelection {
  const shown = new Set(order);
  const { anchor, active } = selection;
  const isWhole = [...selection.chosen].every((id) => shown.has(id));
  if (isWhole && (active === null || shown.has(active))) return selection;
  const chosen = new Set([...selection.chosen].filter((id) => shown.has(id)));
  const after = active === null ? [] : orderBefore.slice(orderBefore.indexOf(active));
  const place = active !== null && shown.has(active) ? active : (after.find((id) => shown.has(id)) ?? order.at(-1));
  return { chosen, anchor: anchor !== null && shown.has(anchor) ? anchor : null, active: place ?? null };
}
