import type { TracedLayer } from '../../shared/shape-inference';
import type { Shape } from '../../shared/tensor';

/** The new traces, with the very objects of the old ones where nothing changed: what shows them need not be drawn anew. */
export function keepTraces(old: readonly TracedLayer[], next: readonly TracedLayer[]): readonly TracedLayer[] {
  const byLayer = new Map(old.map((one) => [one.layer, one]));
  return next.map((one) => {
    const before = byLayer.get(one.layer);
    return before && isSame(before, one) ? before : one;
  });
}

/** @param b a trace of the same layer */
function isSame(a: TracedLayer, b: TracedLayer): boolean {
  if (a.state === 'wrong' || a.state !== b.state || a.sources.join() !== b.sources.join()) return false;
  return shapesOf(a) === shapesOf(b);
}

function shapesOf(one: TracedLayer): string {
  const shapes: readonly (Shape | null)[] =
    one.state === 'fits' ? [...one.inputShapes, one.outputShape] : [one.outputShape];
  return shapes.map((shape) => shape?.join('x') ?? '-').join();
}
