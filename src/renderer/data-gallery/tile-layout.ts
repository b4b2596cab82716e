/** Columns and rows of the images on a card. */
export interface TileLayout {
  readonly columns: number;
  readonly rows: number;
}

const layouts: readonly TileLayout[] = [
  { columns: 5, rows: 3 },
  { columns: 4, rows: 2 },
  { columns: 3, rows: 2 },
  { columns: 2, rows: 1 },
];

/** The fullest one that leaves no place empty. */
export function tileLayout(images: number): TileLayout {
  return layouts.find(({ columns, rows }) => images >= columns * rows) ?? { columns: 1, rows: 1 };
}
