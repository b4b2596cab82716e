import type { CurveLine, CurveLines, CurvePanel, CurvePoint } from './curve-lines';

/** A drawing of lines and words, in points; y goes down. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly Stroke[];
  readonly words: readonly Words[];
}

export interface Stroke {
  readonly owner: CurveLine['owner'] | 'axis';
  readonly points: readonly CurvePoint[];
  readonly width: number;
  /** 0 to 1. */
  readonly opacity: number;
}

export interface Words {
  readonly text: string;
  readonly owner: CurveLine['owner'] | 'axis' | 'title';
  /** Left end, middle or right end, as `anchor` says. */
  readonly x: number;
  /** Middle of the line. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

const width = 960;
const panelHeight = 220;
const plot = { left: 64, right: width - 16, top: 34, bottom: 184 };
const rawOpacity = 0.26;
const axisNames = { step: 'step', epoch: 'epoch', time: 'training time (s)' } as const;

/** Panels below one another, all over the same stretch of training. */
export function drawCurves({ panels, axis }: CurveLines, logarithmic: boolean): Drawing {
  const xs = panels.flatMap(({ lines }) => lines.flatMap(({ raw }) => raw.map(({ x }) => x)));
  const end = xs.reduce((most, x) => Math.max(most, x), 0) || 1;
  const drawn = panels.map((panel, index) => drawPanel(panel, { top: index * panelHeight, end, axis, logarithmic }));
  return {
    width,
    height: panels.length * panelHeight,
    strokes: drawn.flatMap(({ strokes }) => strokes),
    words: drawn.flatMap(({ words }) => words),
  };
}

interface PanelPlace {
  readonly top: number;
  /** Of the horizontal axis. */
  readonly end: number;
  readonly axis: CurveLines['axis'];
  readonly logarithmic: boolean;
}

function drawPanel(panel: CurvePanel, place: PanelPlace): Pick<Drawing, 'strokes' | 'words'> {
  const { top, end, axis } = place;
  const scale = verticalScale(panel, place.logarithmic && !panel.isShare);
  const toX = (x: number): number => plot.left + (x / end) * (plot.right - plot.left);
  const toY = (y: number): number => {
    const share = Math.min(1, Math.max(0, scale.share(y)));
    return top + plot.bottom - share * (plot.bottom - plot.top);
  };
  const line = (points: readonly CurvePoint[]): CurvePoint[] => points.map(({ x, y }) => ({ x: toX(x), y: toY(y) }));
  const rule = (from: CurvePoint, to: CurvePoint): Stroke => ({
    owner: 'axis',
    points: [from, to],
    width: 1,
    opacity: 0.35,
  });
  const strokes: Stroke[] = scale.ticks.map((tick) =>
    rule({ x: plot.left, y: toY(tick) }, { x: plot.right, y: toY(tick) }),
  );
  const words: Words[] = [{ text: panel.title, owner: 'title', x: plot.left, y: top + 14, anchor: 'start' }];
  for (const tick of scale.ticks) {
    words.push({ text: numberText(tick), owner: 'axis', x: plot.left - 8, y: toY(tick), anchor: 'end' });
  }
  for (const tick of roundTicks(end, 8)) {
    words.push({ text: numberText(tick), owner: 'axis', x: toX(tick), y: top + plot.bottom + 12, anchor: 'middle' });
  }
  words.push({ text: axisNames[axis], owner: 'axis', x: plot.right, y: top + plot.bottom + 27, anchor: 'end' });
  let legend = plot.right;
  for (const { owner, label, raw, smooth } of panel.lines.toReversed()) {
    words.push({ text: label, owner, x: legend, y: top + 14, anchor: 'end' });
    legend -= label.length * 7 + 24;
    if (smooth !== raw) strokes.push({ owner, points: line(raw), width: 1, opacity: rawOpacity });
    strokes.push({ owner, points: line(smooth), width: 1.75, opacity: 1 });
  }
  return { strokes, words };
}

interface VerticalScale {
  /** 0 at the lower end, 1 at the upper. */
  readonly share: (y: number) => number;
  readonly ticks: readonly number[];
}

function verticalScale({ isShare, lines }: CurvePanel, logarithmic: boolean): VerticalScale {
  if (isShare) return { share: (y) => y, ticks: [0, 0.5, 1] };
  const sorted = lines
    .flatMap(({ raw }) => raw.map(({ y }) => y))
    .filter((y) => Number.isFinite(y))
    .sort((a, b) => a - b);
  const [least = 0, most = 1] = [sorted[Math.floor(sorted.length * 0.005)], sorted[Math.floor(sorted.length * 0.99)]];
  if (logarithmic) return logarithmicScale(least, most);
  // a few spikes may leave the axis, so that the rest stays readable
  const top = most > 0 ? most * 1.05 : 1;
  const bottom = Math.min(0, least * 1.05);
  const ticks = [
    ...roundTicks(top, 5),
    ...roundTicks(-bottom, 5)
      .slice(1)
      .map((tick) => -tick),
  ];
  return { share: (y) => (y - bottom) / (top - bottom), ticks };
}

function logarithmicScale(least: number, most: number): VerticalScale {
  const low = Math.floor(Math.log10(least > 0 ? least : 1e-6));
  const high = Math.max(low + 1, Math.ceil(Math.log10(most > 0 ? most : 1)));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return { share: (y) => (Math.log10(y) - low) / (high - low), ticks };
}

/** Round numbers from 0 to `end`: 1, 2 or 5 times a power of ten apart. */
export function roundTicks(end: number, most: number): readonly number[] {
  if (!(end > 0)) return [0];
  const power = 10 ** Math.floor(Math.log10(end / most));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => end / candidate <= most) ?? end;
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
}

function numberText(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 1e7) ? value.toExponential(0).replace('+', '') : String(value);
}
