import { fitSheet } from './sheet-geometry';

/** Around the sheet. CSS pixels. */
export const stagePadding = { x: 22, y: 14 } as const;
/** What slider, film and charts want beside the sheet, and what a window must have in height to be worth it. CSS pixels. */
const chartsWidth = 700;
const leastHeight = 880;

/** Where the charts stand: below the sheet, or beside it where that leaves more room to both. */
export interface WatchLayout {
  readonly charts: 'below' | 'beside';
  /** Side of the largest sheet in the whole height. CSS pixels. */
  readonly sheet: number;
}

/**
 * @param room of the tab. CSS pixels
 * @param columns of the sheet, also its rows
 * @param imageSide pixels
 * @param pixelRatio device pixels a CSS pixel
 */
export function watchLayout(
  room: { readonly width: number; readonly height: number },
  columns: number,
  imageSide: number,
  pixelRatio: number,
): WatchLayout {
  const free = (room.height - 2 * stagePadding.y) * pixelRatio;
  const sheet = fitSheet(columns, imageSide, free, pixelRatio).side / pixelRatio;
  const left = room.width - sheet - 2 * stagePadding.x;
  // a sheet is never drawn smaller than its own pixels
  const whole = sheet + 2 * stagePadding.y <= room.height;
  return { charts: whole && room.height >= leastHeight && left >= chartsWidth ? 'beside' : 'below', sheet };
}
