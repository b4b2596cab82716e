import { fitSheet } from './sheet-geometry';

/** Around the sheet. CSS pixels. */
export const stagePadding = { x: 22, y: 14 } as const;
/** What slider, film and charts want beside the sheet, and what a window must have in height to be worth it. CSS pixels. */
const chartsWidth = 700;
const leastHeight = 880;

/** What a tab of the whole window is lower than the window: title bar, run header and tabs. CSS pixels. */
const headHeight = 132;
/** Below these heights of the tab the film gives way, then the charts fold to a line of values. CSS pixels. */
const filmHeight = 768;
const chartHeight = 656;

/** What of slider, film and charts is there where they stand below the sheet. */
export type LowLayout = 'all' | 'without-film' | 'folded';

/**
 * How high the tab seems: in half a window it is higher than what is seen of it, and before it is measured it has no height.
 *
 * @param tab CSS pixels, 0 = not measured yet
 * @param window CSS pixels
 */
export function seenHeight(tab: number, window: number): number {
  const most = window - headHeight;
  return tab === 0 ? most : Math.min(tab, most);
}

/** A sheet at twice its size goes before film and charts, also where notices take a part of the window. */
export function lowLayout(height: number): LowLayout {
  if (height < chartHeight) return 'folded';
  return height < filmHeight ? 'without-film' : 'all';
}

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
