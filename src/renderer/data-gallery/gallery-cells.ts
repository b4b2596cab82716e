/** The gallery as a grid of cells: the cards, and among them the place where images are dropped. */
import type { DataSetCard } from '../../shared/ipc';

export type GalleryCell =
  | { readonly kind: 'card'; readonly card: DataSetCard; /** Among the cards, from 0. */ readonly place: number }
  | { readonly kind: 'drop' };

/** The drop zone ends the first row, or follows the last card. */
export function galleryCells(cards: readonly DataSetCard[], columns: number): readonly GalleryCell[] {
  const cells: GalleryCell[] = cards.map((card, place) => ({ kind: 'card', card, place }));
  cells.splice(Math.min(cards.length, columns - 1), 0, { kind: 'drop' });
  return cells;
}

/** Cells in rows of so many. */
export function rowsOf(cells: readonly GalleryCell[], columns: number): readonly (readonly GalleryCell[])[] {
  return Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns),
  );
}

/** Rows that Page Up and Page Down move by. */
const pageRows = 2;

/** The card that a key leads to from the cell at `index`; null where the key means nothing, or there is none. */
export function cellAfterKey(
  cells: readonly GalleryCell[],
  columns: number,
  index: number,
  key: string,
): number | null {
  const distances: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -pageRows * columns,
    PageDown: pageRows * columns,
    Home: -index,
    End: cells.length - 1 - index,
  };
  const distance = distances[key];
  if (distance === undefined) return null;
  const target = Math.max(0, Math.min(cells.length - 1, index + distance));
  // past the drop zone in the same direction, else back
  const onward = distance < 0 ? -1 : 1;
  const found = [target, target + onward, target - onward].find((place) => cells[place]?.kind === 'card');
  return found === undefined || found === index ? null : found;
}

/** Cards whose name, place or classes have all of the words in them. */
export function fittingCards(cards: readonly DataSetCard[], text: string): readonly DataSetCard[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return cards;
  return cards.filter(({ name, source, classNames }) => {
    const all = [name, source, ...(classNames ?? [])].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
