import type { AxisZoom } from '../../timeline/axis-zoom';

/** Where an axis lies in the page. CSS pixels. */
export interface AxisPlace {
  readonly left: number;
  readonly width: number;
}

export interface GestureTarget {
  readonly zoom: Pick<AxisZoom, 'zoom' | 'pan' | 'showAll'>;
  /** Of the axis that an event happened over. */
  readonly placeOf: (event: MouseEvent) => AxisPlace;
  /** To a place of the axis: 0 = left end, 1 = right end. */
  readonly scrub: (share: number) => void;
  /** Where the position stands: beyond 0 and 1 where it is not in sight. */
  readonly lineShare: () => number;
}

/** For the element over which the pointer moves: it gets the pointer while a button is held. */
export interface AxisGestures {
  readonly press: (event: PointerEvent) => void;
  readonly drag: (event: PointerEvent) => void;
  readonly release: () => void;
  readonly wheel: (event: WheelEvent) => void;
  readonly key: (event: KeyboardEvent) => void;
}

const within = (share: number): number => Math.min(1, Math.max(0, share));

/** How charts over time are scrubbed, enlarged and moved along, by pointer, wheel and keyboard. */
export function useAxisGestures({ zoom, placeOf, scrub, lineShare }: GestureTarget): AxisGestures {
  let panFrom: number | null = null;

  function shareAt(event: MouseEvent): number {
    const { left, width } = placeOf(event);
    return (event.clientX - left) / Math.max(1, width);
  }

  function isOverAxis(event: MouseEvent): boolean {
    const share = shareAt(event);
    return share >= -0.01 && share <= 1.01;
  }

  function press(event: PointerEvent): void {
    if (event.button === 2 || !isOverAxis(event)) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    if (event.shiftKey || event.button === 1) panFrom = event.clientX;
    else scrub(within(shareAt(event)));
  }

  function drag(event: PointerEvent): void {
    if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    if (panFrom === null) return scrub(within(shareAt(event)));
    zoom.pan((panFrom - event.clientX) / Math.max(1, placeOf(event).width));
    panFrom = event.clientX;
  }

  function release(): void {
    panFrom = null;
  }

  /** The wheel enlarges what lies under the pointer; sideways, or with Shift, it moves along. */
  function wheel(event: WheelEvent): void {
    if (!isOverAxis(event)) return;
    event.preventDefault();
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (sideways !== 0 && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))) {
      zoom.pan(sideways / Math.max(1, placeOf(event).width));
    } else {
      zoom.zoom(Math.exp(event.deltaY / 300), within(shareAt(event)));
    }
  }

  function key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const around = within(lineShare());
    if (event.key === '+' || event.key === '=') zoom.zoom(0.5, around);
    else if (event.key === '-') zoom.zoom(2, around);
    else if (event.key === '0') zoom.showAll();
    else if (event.shiftKey && event.key === 'ArrowLeft') zoom.pan(-0.2);
    else if (event.shiftKey && event.key === 'ArrowRight') zoom.pan(0.2);
    else return;
    event.preventDefault();
  }

  return { press, drag, release, wheel, key };
}
