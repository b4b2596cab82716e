import { sheetAddress } from '../../shared/sheet-address';
import type { RunId } from '../../shared/run';
import { pictureAt, sheetColumns, type SheetPicture } from './sheet-picture';
import { SheetShelf } from './sheet-shelf';

/** Of decoded sheets: about 200 of 28 x 28 images. */
const mostBytes = 64 * 1024 * 1024;

/** The stored sheets of a run, decoded. @param imageSide pixels @param limit bytes, of all that are kept */
export function openStoredSheets(runId: RunId, imageSide: number, limit = mostBytes): SheetShelf<SheetPicture> {
  return new SheetShelf({
    load: (step) => pictureAt(sheetAddress({ runId, step }), step, imageSide),
    bytesOf: ({ count, width, height }) => Math.ceil(count / sheetColumns) * sheetColumns * width * height * 4,
    // whoever still draws it keeps it alive; the garbage collector has the rest
    discard: () => undefined,
    mostBytes: limit,
  });
}
