import { axisEnd, axisTicks } from './axis-ticks';
import type { CurvePoint } from './smoothing';

/** The upright axis of a track. */
export interface ValueAxis {
  readonly logarithmic: boolean;
  readonly lowest: number;
  readonly highest: number;
  /** Values with a line and a label. */
  readonly ticks: readonly number[];
}

interface Drawn {
  readonly raw: readonly CurvePoint[];
  readonly smoothed: readonly CurvePoint[];
}

/** A few spikes of the raw curves may leave the axis, the smoothed ones never do. */
export function linearAxis(curves: readonly Drawn[]): ValueAxis {
  const up = endOf(curves, (y) => y);
  const down = endOf(curves, (y) => -y);
  const highest = up ?? 1;
  if (down === null) return { logarithmic: false, lowest: 0, highest, ticks: axisTicks(highest, 3) };
  const upper = up === null ? 0 : highest;
  const ticks = [...axisTicks(down, 2).map((tick) => -tick), ...(upper > 0 ? axisTicks(upper, 2) : [])];
  return { logarithmic: false, lowest: -down, highest: upper, ticks: [...new Set(ticks.map((tick) => tick + 0))] };
}

/** How far the values reach to one side of 0; null where none does. */
function endOf(curves: readonly Drawn[], side: (y: number) => number): number | null {
  const beyond = (points: readonly CurvePoint[]): number[] =>
    points.map(({ y }) => side(y)).filter((value) => Number.isFinite(value) && value > 0);
  const raw = curves.flatMap((curve) => beyond(curve.raw));
  const smoothed = curves.flatMap((curve) => beyond(curve.smoothed));
  if (raw.length === 0 && smoothed.length === 0) return null;
  return Math.max(raw.length > 0 ? axisEnd(raw) : 0, smoothed.length > 0 ? axisEnd([Math.max(...smoothed)]) : 0);
}

/** Powers of ten around all positive values; what is 0 or below has no place on it. */
export function logarithmicAxis(curves: readonly Drawn[]): ValueAxis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { y } of curves.flatMap(({ smoothed, raw }) => [...smoothed, ...raw])) {
    if (!(y > 0) || !Number.isFinite(y)) continue;
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  if (!(low <= high)) [low, high] = [0.1, 1];
  const from = Math.max(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)) - 8);
  const to = Math.max(from + 1, Math.ceil(Math.log10(high)));
  const apart = Math.ceil((to - from) / 4);
  const ticks = Array.from({ length: Math.floor((to - from) / apart) + 1 }, (_, index) => 10 ** (from + index * apart));
  return { logarithmic: true, lowest: 10 ** from, highest: 10 ** to, ticks };
}

/** `0.5`, `20`, `1e-5`, `20k` */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.01 || size >= 100_000)) return value.toExponential(0);
  return size >= 10_000 ? `${value / 1000}k` : String(Number(value.toPrecision(6)));
}
