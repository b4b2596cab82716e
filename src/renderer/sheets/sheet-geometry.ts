/** Where the images of a sheet lie, in whole device pixels, so that every image pixel is equally large. */
export interface SheetGeometry {
  readonly columns: number;
  /** Device pixels an image pixel. */
  readonly scale: number;
  /** Device pixels between two images. */
  readonly gap: number;
  /** Device pixels from one image to the next. */
  readonly pitch: number;
  /** Side of the whole sheet. Device pixels. */
  readonly side: number;
}

/**
 * The largest sheet of whole pixels that fits.
 *
 * @param columns also the number of rows
 * @param imageSide pixels
 * @param room side of the free square. Device pixels.
 * @param pixelRatio device pixels a CSS pixel
 */
export function fitSheet(columns: number, imageSide: number, room: number, pixelRatio: number): SheetGeometry {
  const gap = Math.max(1, Math.round(2 * pixelRatio));
  const free = room - (columns - 1) * gap;
  const scale = Math.max(1, Math.floor(free / (columns * imageSide)));
  const pitch = imageSide * scale + gap;
  return { columns, scale, gap, pitch, side: columns * pitch - gap };
}

/** The image under a point of the sheet, counted from 0 row by row; null outside. Device pixels. */
export function cellAt({ columns, pitch, side }: SheetGeometry, x: number, y: number): number | null {
  if (x < 0 || y < 0 || x >= side || y >= side) return null;
  return Math.floor(y / pitch) * columns + Math.floor(x / pitch);
}

/** Top left corner of an image. Device pixels. */
export function cellOrigin(
  { columns, pitch }: SheetGeometry,
  cell: number,
): { readonly x: number; readonly y: number } {
  return { x: (cell % columns) * pitch, y: Math.floor(cell / columns) * pitch };
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The image that a key leads to; null where the key means nothing here. Stays on the sheet. */
export function cellAfterKey(key: string, cell: number, columns: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return columns * columns - 1;
  const move = moves[key];
  if (!move) return null;
  const column = Math.min(columns - 1, Math.max(0, (cell % columns) + move[0]));
  const row = Math.min(columns - 1, Math.max(0, Math.floor(cell / columns) + move[1]));
  return row * columns + column;
}
