import type { MarkShape } from '../charts/position-line';

/** How the runs of a comparison are told apart: by letter, by colour, by dashes and by the mark on the line. */
export interface RunMark {
  readonly letter: string;
  /** Token of its colour. */
  readonly token: string;
  /** Pixels drawn and left out by turns; empty = solid. */
  readonly dash: readonly number[];
  readonly shape: MarkShape;
}

/** In the order in which runs stand. */
export const runMarks: readonly RunMark[] = [
  { letter: 'A', token: 'run-a', dash: [], shape: 'dot' },
  { letter: 'B', token: 'run-b', dash: [6, 4], shape: 'square' },
  { letter: 'C', token: 'run-c', dash: [1.5, 3], shape: 'diamond' },
  { letter: 'D', token: 'run-d', dash: [9, 3, 1.5, 3], shape: 'dot' },
  { letter: 'E', token: 'run-e', dash: [14, 5], shape: 'square' },
  { letter: 'F', token: 'run-f', dash: [5, 2, 1.5, 2, 1.5, 2], shape: 'diamond' },
];

export function markOf(index: number): RunMark {
  const mark = runMarks[index];
  if (!mark) throw new RangeError(`There is no mark for run ${index + 1}.`);
  return mark;
}
