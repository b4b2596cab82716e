import { printNotice } from './output';

/** Milliseconds between two lines. */
const interval = 2000;

/** Tells on standard error how far the packing of a data set is, every few seconds. */
export function packingLine(): (progress: { readonly done: number; readonly total: number | null }) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return ({ done, total }) => {
    const now = performance.now();
    if (done > 0 && now - toldAt < interval) return;
    if (done > 0) printNotice(`Packing images: ${done}${total === null ? '' : ` of ${total}`}`);
    toldAt = now;
  };
}
