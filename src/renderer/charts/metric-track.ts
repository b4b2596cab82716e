/** One track of curves on a canvas: Chart.js, without its animations, legend and mouse. */
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartDataset,
  type Plugin,
} from 'chart.js';
import type { CurvePoint } from './smoothing';

Chart.register(LinearScale, LineController, LineElement, PointElement);

export interface TrackCurve {
  /** A CSS colour. */
  readonly colour: string;
  readonly dashed: boolean;
  readonly raw: readonly CurvePoint[];
  readonly smoothed: readonly CurvePoint[];
}

export interface TrackData {
  readonly curves: readonly TrackCurve[];
  /** The newest step: the right end of the axis. */
  readonly lastStep: number;
  readonly highest: number;
  /** Values with a line and a label. */
  readonly ticks: readonly number[];
  /** A dashed line across, or null. */
  readonly reference: number | null;
}

export interface TrackColours {
  readonly line: string;
  readonly label: string;
  readonly reference: string;
}

export interface MetricTrack {
  draw(data: TrackData, colours: TrackColours): void;
  destroy(): void;
}

/** Room at the right for the axis labels. Pixels. */
export const axisRoom = 48;

const dash = [5, 3];
const headRadius = 3.5;

export function createMetricTrack(canvas: HTMLCanvasElement, font: string): MetricTrack {
  let shown: { readonly data: TrackData; readonly colours: TrackColours } | null = null;

  const marks: Plugin<'line'> = {
    id: 'marks',
    beforeDatasetsDraw: (chart) => {
      const { data, colours } = shown ?? {};
      if (data && colours && data.reference !== null) drawReference(chart, data.reference, colours.reference);
    },
    afterDatasetsDraw: (chart) => {
      for (const curve of shown?.data.curves ?? []) drawHead(chart, curve);
    },
  };

  const chart = new Chart<'line', CurvePoint[]>(canvas, {
    type: 'line',
    data: { datasets: [] },
    plugins: [marks as Plugin<'line'>],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      events: [],
      maintainAspectRatio: false,
      layout: { padding: { top: 6, bottom: 6, left: 0, right: 0 } },
      scales: {
        x: { type: 'linear', display: false, min: 0, max: 1 },
        y: {
          type: 'linear',
          position: 'right',
          min: 0,
          max: 1,
          border: { display: false },
          grid: { drawTicks: false },
          ticks: { padding: 10, font: { family: font, size: 11 }, callback: (value) => String(value) },
          afterFit: (scale) => {
            scale.width = axisRoom;
          },
          afterBuildTicks: (scale) => {
            if (shown) scale.ticks = shown.data.ticks.map((value) => ({ value }));
          },
        },
      },
    },
  });

  return {
    draw(data, colours) {
      shown = { data, colours };
      const { x, y } = chart.options.scales ?? {};
      if (x) x.max = Math.max(1, data.lastStep);
      if (y?.ticks && y.grid) {
        y.max = data.highest;
        y.ticks.color = colours.label;
        y.grid.color = colours.line;
      }
      chart.data.datasets = [
        ...data.curves.map((curve) => dataset(curve.raw, translucent(curve.colour), 1, curve.dashed)),
        ...data.curves.map((curve) => dataset(curve.smoothed, curve.colour, 1.75, curve.dashed)),
      ];
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}

function dataset(
  points: readonly CurvePoint[],
  colour: string,
  width: number,
  dashed: boolean,
): ChartDataset<'line', CurvePoint[]> {
  return {
    data: points as CurvePoint[],
    borderColor: colour,
    borderWidth: width,
    borderJoinStyle: 'round',
    borderDash: dashed ? dash : [],
    pointRadius: 0,
    tension: 0,
  };
}

/** Raw curves stand at 26 %: `#rrggbb` gets its alpha; forced-colours mode has system colours instead, and one for this. */
function translucent(colour: string): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}42` : 'GrayText';
}

function drawReference(chart: Chart, value: number, colour: string): void {
  const { ctx, chartArea } = chart;
  const y = chart.scales['y']?.getPixelForValue(value);
  if (y === undefined) return;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(chartArea.left, Math.round(y) + 0.5);
  ctx.lineTo(chartArea.right, Math.round(y) + 0.5);
  ctx.stroke();
  ctx.restore();
}

function drawHead(chart: Chart, { smoothed, colour }: TrackCurve): void {
  const head = smoothed.at(-1);
  const y = head === undefined ? undefined : chart.scales['y']?.getPixelForValue(head.y);
  if (y === undefined) return;
  const { ctx, chartArea } = chart;
  ctx.save();
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.arc(chartArea.right, Math.max(chartArea.top, y), headRadius, 0, 2 * Math.PI);
  ctx.fill();
  ctx.restore();
}
