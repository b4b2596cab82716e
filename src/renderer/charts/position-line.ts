/** The upright line at the position that slider and charts share, and each curve's value on it, drawn over a chart. */
import type { Chart } from 'chart.js';

export type MarkShape = 'dot' | 'square' | 'diamond';

export interface PositionMark {
  readonly value: number;
  /** A CSS colour. */
  readonly colour: string;
  readonly shape: MarkShape;
}

export interface TrackPosition {
  /** In the unit of the upright axis; not drawn where that does not show it. */
  readonly at: number;
  readonly ink: string;
  readonly marks: readonly PositionMark[];
}

/** Half of a mark. Pixels. */
const radius = 3.5;

export function drawPosition(chart: Chart<'line', unknown>, position: TrackPosition): void {
  const { x, y } = chart.scales;
  if (!x || !y || !(position.at >= x.min && position.at <= x.max)) return;
  const left = x.getPixelForValue(position.at);
  const { ctx: context } = chart;
  context.save();
  context.fillStyle = position.ink;
  context.fillRect(Math.floor(left), 0, 1, chart.height);
  for (const { value, colour, shape } of position.marks) {
    const top = y.getPixelForValue(value);
    if (!isNear(top, chart)) continue;
    context.fillStyle = colour;
    drawMark(context, shape, left, top);
  }
  context.restore();
}

/** Within the axis, or a hair beside it. */
function isNear(top: number, { chartArea }: Chart<'line', unknown>): boolean {
  return top >= chartArea.top - 2 && top <= chartArea.bottom + 2;
}

function drawMark(context: CanvasRenderingContext2D, shape: MarkShape, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.beginPath();
  if (shape === 'dot') context.arc(0, 0, radius, 0, 2 * Math.PI);
  if (shape === 'diamond') context.rotate(Math.PI / 4);
  if (shape !== 'dot') context.rect(-radius, -radius, 2 * radius, 2 * radius);
  context.fill();
  context.restore();
}
