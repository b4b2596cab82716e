import type { WindowPlace } from './window-place';

export const smallestWindow = { width: 1024, height: 700 } as const;
const usualWindow = { width: 1440, height: 900 } as const;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What of a title bar must lie on a display, so that a person can take hold of it. */
const graspable = { width: 120, height: 38 } as const;

/**
 * Where the window opens: as it was closed, unless that place is gone, for example with a display.
 *
 * @param areas work areas of all displays, the main one first
 */
export function openingBounds(place: WindowPlace | null, areas: readonly Rectangle[]): Partial<Rectangle> {
  const main = areas[0];
  if (!place || !areas.some((area) => isGraspable(place, area))) {
    const room = main ?? { x: 0, y: 0, ...usualWindow };
    return {
      width: Math.max(smallestWindow.width, Math.min(usualWindow.width, room.width)),
      height: Math.max(smallestWindow.height, Math.min(usualWindow.height, room.height)),
    };
  }
  const { x, y } = place;
  return {
    x,
    y,
    width: Math.max(smallestWindow.width, place.width),
    height: Math.max(smallestWindow.height, place.height),
  };
}

function isGraspable(place: Rectangle, area: Rectangle): boolean {
  const width = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  const top = place.y >= area.y && place.y + graspable.height <= area.y + area.height;
  return width >= graspable.width && top;
}
