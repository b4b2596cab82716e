/** Draws one track of curves: canvas lines, as many as fit into a frame. */
import { shareOf, type TimeAxis } from '../timeline/time-axis';
import type { CurvePoint } from './smoothing';
import { heightOf, type ValueAxis } from './value-axis';

export interface TrackCurve {
  /** In a person's words. */
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  /** Pixels on and off; empty = solid. */
  readonly dash: readonly number[];
  /** What marks its value on the line and its name: a second difference beside the colour. */
  readonly mark: 'dot' | 'square' | 'diamond';
  readonly raw: readonly CurvePoint[];
  readonly smoothed: readonly CurvePoint[];
}

export interface TrackPicture {
  readonly curves: readonly TrackCurve[];
  readonly time: TimeAxis;
  readonly values: ValueAxis;
  /** A dashed line across, or null. */
  readonly reference: number | null;
}

export interface TrackColours {
  readonly line: string;
  readonly label: string;
  readonly reference: string;
}

/** Room at the right for the axis labels. Pixels. */
export const axisRoom = 48;
/** Room above and below the curves. Pixels. */
export const trackPadding = 8;

export function drawTrack(
  canvas: HTMLCanvasElement,
  size: { readonly width: number; readonly height: number; readonly ratio: number },
  picture: TrackPicture,
  colours: TrackColours,
  font: string,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  canvas.width = Math.round(size.width * size.ratio);
  canvas.height = Math.round(size.height * size.ratio);
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  const plot = { width: size.width - axisRoom, height: size.height };
  const yOf = (value: number): number =>
    trackPadding + (1 - heightOf(picture.values, value)) * (plot.height - 2 * trackPadding);

  context.font = `11px ${font}`;
  context.textBaseline = 'middle';
  for (const tick of picture.values.ticks) {
    line(context, plot.width, yOf(tick), colours.line, []);
    context.fillStyle = colours.label;
    context.fillText(tickText(tick), plot.width + 10, yOf(tick));
  }
  if (picture.reference !== null) line(context, plot.width, yOf(picture.reference), colours.reference, [4, 3]);

  context.save();
  context.beginPath();
  context.rect(0, 0, plot.width + 1, plot.height);
  context.clip();
  const place = placement(picture.time, plot.width, yOf, plot.height);
  for (const curve of picture.curves) stroke(context, curve.raw, place, curve, 1, 0.26);
  for (const curve of picture.curves) stroke(context, curve.smoothed, place, curve, 1.75, 1);
  context.restore();
}

type Place = (point: CurvePoint) => readonly [number, number] | null;

/** Null = a gap. What leaves the axis far is cut, so that lines stay short. */
function placement(time: TimeAxis, width: number, yOf: (value: number) => number, height: number): Place {
  return ({ x, y }) => {
    const top = yOf(y);
    if (Number.isNaN(top)) return null;
    return [shareOf(time, x) * width, Math.min(2 * height, Math.max(-height, top))];
  };
}

function stroke(
  context: CanvasRenderingContext2D,
  points: readonly CurvePoint[],
  place: Place,
  { colour, dash }: TrackCurve,
  width: number,
  opacity: number,
): void {
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = 'round';
  context.setLineDash([...dash]);
  context.beginPath();
  let isDown = false;
  for (const point of points) {
    const at = place(point);
    if (at === null) {
      isDown = false;
    } else if (isDown) {
      context.lineTo(at[0], at[1]);
    } else {
      context.moveTo(at[0], at[1]);
      isDown = true;
    }
  }
  context.stroke();
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function line(context: CanvasRenderingContext2D, width: number, y: number, colour: string, dash: number[]): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(0, Math.round(y) + 0.5);
  context.lineTo(width, Math.round(y) + 0.5);
  context.stroke();
  context.setLineDash([]);
}

/** `0.5`, `20`, `1e-5`, `2k` */
function tickText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.01 || size >= 100_000)) return value.toExponential(0);
  return size >= 10_000 ? `${value / 1000}k` : String(Number(value.toPrecision(6)));
}
