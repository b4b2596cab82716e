/** One track of curves, drawn by Chart.js: told anew when curves or axes change, only drawn again when the position moves. */
import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartDataset,
  type ChartOptions,
} from 'chart.js';
import type { TimeAxis } from '../timeline/time-axis';
import { KeptPicture } from './kept-picture';
import { drawPosition, type MarkShape, type TrackPosition } from './position-line';
import type { CurvePoint } from './smoothing';
import { tickText, type ValueAxis } from './value-axis';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

export interface TrackCurve {
  /** In a person's words. */
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  /** Pixels on and off; empty = solid. */
  readonly dash: readonly number[];
  /** What marks its value on the line and its name: a second difference beside the colour. */
  readonly mark: MarkShape;
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
const padding = 8;

type Dataset = ChartDataset<'line', { x: number; y: number }[]>;

export class TrackChart {
  readonly #chart: Chart<'line', { x: number; y: number }[]>;
  #position: TrackPosition | null = null;
  /** The curves without the line: a line that moves need not draw thousands of points again. */
  readonly #curves = new KeptPicture();
  #isMoving = false;

  constructor(canvas: HTMLCanvasElement) {
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: { animation: false, responsive: true, maintainAspectRatio: false },
      plugins: [
        {
          id: 'position',
          afterDraw: (chart) => {
            // curves that are told ten times a second need not be kept
            if (this.#isMoving) this.#curves.keep(chart.canvas);
            else this.#curves.forget();
            if (this.#position) drawPosition(chart, this.#position);
          },
        },
      ],
    });
  }

  show(picture: TrackPicture, position: TrackPosition, colours: TrackColours, font: string): void {
    const chart = this.#chart;
    this.#position = position;
    // a data set that stays the same object keeps its elements
    chart.data.datasets = datasetsOf(picture, colours).map((next, place) =>
      Object.assign(chart.data.datasets[place] ?? {}, next),
    );
    chart.options = optionsOf(picture, colours, font);
    chart.update('none');
  }

  move(position: TrackPosition): void {
    this.#position = position;
    if (this.#curves.show(this.#chart.canvas)) {
      drawPosition(this.#chart, position);
      return;
    }
    this.#isMoving = true;
    this.#chart.draw();
    this.#isMoving = false;
  }

  close(): void {
    this.#chart.destroy();
  }
}

/** The first is drawn last, over all others. */
function datasetsOf({ curves, time, values, reference }: TrackPicture, colours: TrackColours): readonly Dataset[] {
  const plain = { borderJoinStyle: 'round', clip: { left: 0, top: padding, right: 1, bottom: padding } } as const;
  const across = (y: number): Dataset['data'] => [time.from, time.to].map((x) => ({ x, y }));
  const topmost = [...curves].reverse();
  return [
    ...topmost.map(({ smoothed, colour, dash }) => ({
      ...plain,
      data: dataOf(smoothed, time, values),
      borderColor: colour,
      borderDash: [...dash],
      borderWidth: 1.75,
    })),
    ...topmost.map(({ raw, colour }) => ({
      ...plain,
      data: dataOf(raw, time, values),
      borderColor: `color-mix(in srgb, ${colour} 26%, transparent)`,
      borderDash: [],
      borderWidth: 1,
    })),
    ...(reference === null
      ? []
      : [{ ...plain, data: across(reference), borderColor: colours.reference, borderDash: [4, 3], borderWidth: 1 }]),
  ];
}

/** What lies in sight, and the next point beyond each end, so that lines leave the plot. */
function dataOf(
  points: readonly CurvePoint[],
  { scale, from, to }: TimeAxis,
  { logarithmic }: ValueAxis,
): Dataset['data'] {
  const data: { x: number; y: number }[] = [];
  let before: { x: number; y: number } | null = null;
  for (const { x: step, y } of points) {
    const x = scale.valueOf(step);
    // what is 0 or below has no place on a logarithmic axis
    const point = { x, y: logarithmic && y <= 0 ? Number.NaN : y };
    if (x >= from) {
      if (before) data.push(before);
      before = null;
      data.push(point);
      if (x > to) break;
    } else before = point;
  }
  return data;
}

function optionsOf({ time, values }: TrackPicture, colours: TrackColours, font: string): ChartOptions<'line'> {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    // the data come sorted and in the axes' own numbers
    parsing: false,
    normalized: true,
    events: [],
    layout: { autoPadding: false, padding: { top: padding, bottom: padding } },
    elements: { point: { radius: 0, hitRadius: 0 }, line: { tension: 0 } },
    scales: {
      x: { type: 'linear', display: false, min: time.from, max: time.to },
      y: valueScale(values, colours, font),
    },
  };
}

type Scale = NonNullable<ChartOptions<'line'>['scales']>[string];

function valueScale(values: ValueAxis, { line, label }: TrackColours, font: string): Scale {
  return {
    type: values.logarithmic ? 'logarithmic' : 'linear',
    position: 'right',
    min: values.lowest,
    max: values.highest,
    border: { display: false },
    grid: { color: line, drawTicks: false, lineWidth: 1 },
    ticks: {
      autoSkip: false,
      color: label,
      padding: 10,
      font: { family: font, size: 11 },
      callback: (value) => tickText(Number(value)),
    },
    afterBuildTicks: (scale) => {
      scale.ticks = values.ticks.map((value) => ({ value }));
    },
    afterFit: (scale) => {
      scale.width = axisRoom;
    },
  };
}
