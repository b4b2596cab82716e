import type { Figure } from '../../shared/figure';
import type { RunId } from '../../shared/run';
import { studio } from '../bridge/studio';
import { nextMaking } from '../stores/making-number';
import { useNotices } from '../stores/notices';

/** A figure that the pointer takes out of the window, as a real file. */
export interface DraggedFigure {
  readonly runId: RunId;
  readonly figure: Figure;
}

/** Answers the start of a drag: writes the file and hands it to the system, if the button is still held then. */
export function useDragOut(dragged: () => DraggedFigure | null): (event: DragEvent) => Promise<void> {
  const notices = useNotices();
  return async (event) => {
    // the browser's own drag would carry the picture without what it says of itself
    event.preventDefault();
    const wanted = dragged();
    if (!wanted) return;
    let isHeld = true;
    const release = new AbortController();
    const options = { once: true, capture: true, signal: release.signal };
    window.addEventListener('pointerup', () => (isHeld = false), options);
    const laidOut = await studio.request('figure:lay-out', nextMaking(), wanted.runId, wanted.figure);
    release.abort();
    if (!laidOut.ok) return notices.report(laidOut);
    if (!isHeld) return;
    const answer = await studio.request('figure:drag', laidOut.value);
    if (!answer.ok) notices.report(answer);
  };
}
