/** Curves of several runs in one chart, drawn on a canvas: a few thousand points, redrawn at every move of the slider. */
import type { CurvePoint } from './smoothing';

export interface OverlayCurve {
  /** A CSS colour. */
  readonly colour: string;
  /** Pixels drawn and left out by turns. */
  readonly dash: readonly number[];
  /** In order of x; x and y in the units of the axes. */
  readonly points: readonly CurvePoint[];
  /** Where its dot stands; null where the run has no value there. */
  readonly dot: CurvePoint | null;
}

export interface OverlayData {
  readonly curves: readonly OverlayCurve[];
  readonly from: number;
  readonly to: number;
  readonly lowest: number;
  readonly highest: number;
  /** Values with a line and a label. */
  readonly ticks: readonly number[];
  /** Where the upright line stands. */
  readonly position: number;
}

export interface OverlayColours {
  readonly line: string;
  readonly label: string;
  readonly ink: string;
}

/** Room at the right for the labels. Pixels. */
export const overlayAxisRoom = 40;
const margin = 5;
const dotRadius = 3.5;

/** @param size of the canvas, in CSS pixels */
export function drawOverlay(
  canvas: HTMLCanvasElement,
  size: { readonly width: number; readonly height: number },
  data: OverlayData,
  colours: OverlayColours,
  font: string,
): void {
  const context = canvas.getContext('2d');
  if (!context || size.width < 1 || size.height < 1) return;
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);

  const right = size.width - overlayAxisRoom;
  const xOf = (x: number): number => ((x - data.from) / (data.to - data.from)) * right;
  const yOf = (y: number): number =>
    size.height - margin - ((y - data.lowest) / (data.highest - data.lowest)) * (size.height - 2 * margin);

  drawTicks(context, data.ticks, yOf, right, colours, font);
  context.save();
  context.beginPath();
  context.rect(0, 0, right, size.height);
  context.clip();
  for (const curve of data.curves) drawCurve(context, curve, xOf, yOf);
  context.restore();
  drawPosition(context, Math.round(xOf(data.position)), size.height, colours.ink);
  for (const { dot, colour } of data.curves) if (dot) drawDot(context, xOf(dot.x), yOf(dot.y), colour);
}

function drawTicks(
  context: CanvasRenderingContext2D,
  ticks: readonly number[],
  yOf: (y: number) => number,
  right: number,
  { line, label }: OverlayColours,
  font: string,
): void {
  context.font = `11px ${font}`;
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  for (const tick of ticks) {
    const y = Math.round(yOf(tick)) - 0.5;
    context.strokeStyle = line;
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(right, y);
    context.stroke();
    context.fillStyle = label;
    context.fillText(String(tick), right + 8, Math.max(6, y));
  }
}

function drawCurve(
  context: CanvasRenderingContext2D,
  { points, colour, dash }: OverlayCurve,
  xOf: (x: number) => number,
  yOf: (y: number) => number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.75;
  context.lineJoin = 'round';
  context.setLineDash([...dash]);
  context.beginPath();
  for (const { x, y } of points) context.lineTo(xOf(x), yOf(y));
  context.stroke();
  context.setLineDash([]);
}

function drawPosition(context: CanvasRenderingContext2D, x: number, height: number, ink: string): void {
  context.fillStyle = ink;
  context.fillRect(x, 0, 1, height);
}

function drawDot(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, dotRadius, 0, 2 * Math.PI);
  context.fill();
}
