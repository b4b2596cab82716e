/** Undo and redo without end: every state is a value, and states share what they have in common. */

interface Entry<T> {
  readonly value: T;
  readonly next: Entry<T> | null;
}

export interface History<T> {
  readonly present: T;
  readonly past: Entry<T> | null;
  readonly future: Entry<T> | null;
  /** The field that the present is being typed in; further typing there is the same step. */
  readonly field: string | null;
}

export function beginHistory<T>(present: T): History<T> {
  return { present, past: null, future: null, field: null };
}

/**
 * Goes on to another value.
 *
 * @param field names what is typed in or held down: changes in a row with the same name are undone as one
 */
export function record<T>(history: History<T>, present: T, field: string | null = null): History<T> {
  if (Object.is(present, history.present)) return history;
  const past =
    field !== null && field === history.field ? history.past : { value: history.present, next: history.past };
  return { present, past, future: null, field };
}

export function undo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  if (!past) return history;
  return { present: past.value, past: past.next, future: { value: present, next: future }, field: null };
}

export function redo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  if (!future) return history;
  return { present: future.value, past: { value: present, next: past }, future: future.next, field: null };
}

/** What is typed next in the same field is a step of its own. */
export function settle<T>(history: History<T>): History<T> {
  return history.field === null ? history : { ...history, field: null };
}
