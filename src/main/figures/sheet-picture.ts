import type { FigureGrid, FigureLabels } from '../../shared/figure';
import type { Samples } from '../../shared/run';
import type { PngImage } from '../formats/png';
import { createCanvas, textSize, type Size } from './canvas';
import { inkOn, isGrey, parseColour } from './colour';

export interface SheetPicture {
  readonly grid: FigureGrid;
  /** Class of each image, in words; null where none are to be seen. */
  readonly classes: readonly string[] | null;
  /** Whether a row has one class, which is then named once. */
  readonly classRows: boolean;
  /** Of the whole sheet, for example `step 600`. */
  readonly caption: readonly string[];
  readonly place: FigureLabels['place'];
}

/** Side of an image, in picture pixels, for which a label is one size larger. */
const sideOfLabelStep = 36;
/** Pixels of a label between it and what it belongs to. */
const labelSpace = 2;

interface Measures {
  readonly label: number;
  readonly space: number;
  /** Of a cell with its label, without gap. */
  readonly cell: Size;
  readonly cellLabelLeft: number;
  readonly rowLabel: number;
  readonly sheet: Size;
  readonly picture: Size;
}

/** Of the finished picture. */
export function sheetPictureSize(shape: Samples['shape'], picture: SheetPicture): Size {
  return measure(shape, picture).picture;
}

/** Grey images on a grey background stay grey. */
export function sheetPictureChannels([, , , depth]: Samples['shape'], { grid }: SheetPicture): 1 | 3 {
  return depth === 3 || !isGrey(parseColour(grid.background)) ? 3 : 1;
}

/** As many images as the grid has places; places beyond the images stay empty. */
export function drawSheetPicture(samples: Samples, picture: SheetPicture): PngImage {
  const { grid, classes, classRows, place } = picture;
  const measures = measure(samples.shape, picture);
  const [count, , width] = samples.shape;
  const background = parseColour(grid.background);
  const ink = inkOn(background);
  const canvas = createCanvas(measures.picture, sheetPictureChannels(samples.shape, picture), background);
  const shown = Math.min(count, grid.rows * grid.columns);
  for (let index = 0; index < shown; index++) {
    const column = index % grid.columns;
    const left = measures.rowLabel + column * (measures.cell.width + grid.gap) + measures.cellLabelLeft;
    const top = Math.floor(index / grid.columns) * (measures.cell.height + grid.gap);
    canvas.paste(samples, index, left, top, grid.scale);
    const name = classes?.[index];
    if (name === undefined) continue;
    const size = textSize(name, measures.label);
    const side = width * grid.scale;
    if (place === 'below') {
      const middle = left + Math.floor((side - size.width) / 2);
      canvas.write(name, middle, top + side + measures.space, measures.label, ink);
    } else if (!classRows || column === 0) {
      const start = classRows ? 0 : left - measures.cellLabelLeft;
      canvas.write(name, start + measures.space, top + Math.floor((side - size.height) / 2), measures.label, ink);
    }
  }
  writeCaption(picture, measures, (text, left, top) => canvas.write(text, left, top, measures.label, ink));
  return canvas.image;
}

function writeCaption(
  { caption, place }: SheetPicture,
  { label, space, sheet }: Measures,
  write: (text: string, left: number, top: number) => void,
): void {
  if (place === 'below') {
    if (caption.length > 0) write(caption.join('  '), space, sheet.height + space);
    return;
  }
  const line = textSize('', label).height + space;
  for (const [index, text] of caption.entries()) write(text, sheet.width + space, space + index * line);
}

function measure([, height, width]: Samples['shape'], picture: SheetPicture): Measures {
  const { grid, classes, classRows, caption, place } = picture;
  const side = { width: width * grid.scale, height: height * grid.scale };
  const label = Math.max(1, Math.floor(side.height / sideOfLabelStep));
  const space = labelSpace * label;
  const line = textSize('', label).height;
  const widest = Math.max(0, ...(classes ?? []).map((name) => textSize(name, label).width));
  const isBelow = place === 'below';
  const beside = classes !== null && !isBelow ? widest + 2 * space : 0;
  const cellLabelLeft = classRows ? 0 : beside;
  const rowLabel = classRows ? beside : 0;
  const cell = {
    width: isBelow && classes !== null ? Math.max(side.width, widest) : side.width + cellLabelLeft,
    height: side.height + (isBelow && classes !== null ? line + 2 * space : 0),
  };
  const sheet = {
    width: rowLabel + grid.columns * (cell.width + grid.gap) - grid.gap,
    height: grid.rows * (cell.height + grid.gap) - grid.gap,
  };
  const texts = (isBelow ? [caption.join('  ')] : caption).map((text) => textSize(text, label).width + 2 * space);
  const captionWidth = caption.length === 0 ? 0 : Math.max(...texts);
  const captionHeight = isBelow ? line + 2 * space : caption.length * (line + space) + space;
  const size = isBelow
    ? {
        width: Math.max(sheet.width, captionWidth),
        height: sheet.height + (caption.length === 0 ? 0 : captionHeight),
      }
    : {
        width: sheet.width + captionWidth,
        height: Math.max(sheet.height, caption.length === 0 ? 0 : captionHeight),
      };
  return { label, space, cell, cellLabelLeft, rowLabel, sheet, picture: size };
}
