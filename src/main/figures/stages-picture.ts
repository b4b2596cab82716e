import type { FigureGrid } from '../../shared/figure';
import type { Samples } from '../../shared/run';
import type { PngImage } from '../formats/png';
import { createCanvas, textSize, type Size } from './canvas';
import { inkOn, isGrey, parseColour } from './colour';

/** Stored sheets of one run with what stands above each. */
export interface Stage {
  readonly title: string;
  readonly samples: Samples;
}

/** Width of a sheet, in picture pixels, for which a title is one size larger. */
const widthOfTitleStep = 120;
const titleSpace = 3;
/** Between two sheets, in pixels of a title. */
const between = 8;

/** Sheets side by side, each under its title, on the grid's background. */
export function drawStages(stages: readonly Stage[], grid: FigureGrid): PngImage {
  const [first] = stages;
  if (!first) throw new RangeError('There are no stages to draw.');
  const background = parseColour(grid.background);
  const ink = inkOn(background);
  const { sheet, title, panel, picture, top } = measure(stages, grid);
  const channels = first.samples.shape[3] === 3 || !isGrey(background) ? 3 : 1;
  const canvas = createCanvas(picture, channels, background);
  for (const [index, stage] of stages.entries()) {
    const left = index * (panel + between * title) + Math.floor((panel - sheet.width) / 2);
    const words = textSize(stage.title, title);
    const middle = index * (panel + between * title) + Math.floor((panel - words.width) / 2);
    canvas.write(stage.title, middle, titleSpace * title, title, ink);
    drawSheet(canvas, stage.samples, grid, left, top);
  }
  return canvas.image;
}

/** Of the finished picture. */
export function stagesSize(stages: readonly Stage[], grid: FigureGrid): Size {
  return measure(stages, grid).picture;
}

function drawSheet(
  canvas: ReturnType<typeof createCanvas>,
  samples: Samples,
  grid: FigureGrid,
  left: number,
  top: number,
): void {
  const [count, height, width] = samples.shape;
  for (let index = 0; index < Math.min(count, grid.rows * grid.columns); index++) {
    const x = left + (index % grid.columns) * (width * grid.scale + grid.gap);
    const y = top + Math.floor(index / grid.columns) * (height * grid.scale + grid.gap);
    canvas.paste(samples, index, x, y, grid.scale);
  }
}

interface Measures {
  readonly sheet: Size;
  /** Scale of the titles. */
  readonly title: number;
  /** Width of a sheet or its title, whichever is wider. */
  readonly panel: number;
  readonly picture: Size;
  /** Of the sheets. */
  readonly top: number;
}

/** @param stages one at least */
function measure(stages: readonly Stage[], { rows, columns, scale, gap }: FigureGrid): Measures {
  const [, height = 0, width = 0] = stages[0]?.samples.shape ?? [];
  const sheet = { width: columns * (width * scale + gap) - gap, height: rows * (height * scale + gap) - gap };
  const title = Math.max(1, Math.floor(sheet.width / widthOfTitleStep));
  const panel = Math.max(sheet.width, ...stages.map((stage) => textSize(stage.title, title).width));
  const top = textSize('', title).height + 2 * titleSpace * title;
  const picture = { width: stages.length * (panel + between * title) - between * title, height: top + sheet.height };
  return { sheet, title, panel, picture, top };
}
