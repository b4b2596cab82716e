import { join } from 'node:path';
import type { FigureOf } from '../../shared/figure';
import type { StepMetrics, TrainingNumber } from '../../shared/run';
import { worded, type Worded } from '../../shared/wording/worded';
import { readMetrics } from '../runs/read-metrics';
import { runLayout } from '../runs/run-layout';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

export interface CurveLine {
  readonly owner: 'generator' | 'discriminator';
  readonly label: string;
  /** As it was written. */
  readonly raw: readonly CurvePoint[];
  /** What is drawn in front of it; the same where nothing is smoothed. */
  readonly smooth: readonly CurvePoint[];
}

export interface CurvePanel {
  readonly title: string;
  /** Whether its axis goes from 0 to 1. */
  readonly isShare: boolean;
  readonly lines: readonly CurveLine[];
}

export interface CurveLines {
  readonly panels: readonly CurvePanel[];
  readonly axis: FigureOf<'curves'>['axis'];
  /** 0 before the first. */
  readonly lastStep: number;
  /** Lines of metrics.jsonl that could not be read. */
  readonly damagedLines: number;
}

type PanelName = FigureOf<'curves'>['panels'][number];
type LineSource = readonly [name: TrainingNumber, owner: CurveLine['owner'], label: string];

const mostPoints = 2_000;
const panelLines: Readonly<Record<PanelName, { readonly title: string; readonly lines: readonly LineSource[] }>> = {
  losses: {
    title: 'Loss',
    lines: [
      ['generatorLoss', 'generator', 'Generator'],
      ['discriminatorLoss', 'discriminator', 'Discriminator'],
    ],
  },
  beliefs: {
    title: 'What D believes',
    lines: [
      ['realProbability', 'discriminator', 'D(x)'],
      ['fakeProbability', 'generator', 'D(G(z))'],
    ],
  },
  gradients: {
    title: 'Gradient norm',
    lines: [
      ['generatorGradientNorm', 'generator', 'Generator'],
      ['discriminatorGradientNorm', 'discriminator', 'Discriminator'],
    ],
  },
};

export type CurveChoice = Pick<FigureOf<'curves'>, 'panels' | 'axis' | 'smoothing' | 'logarithmic'>;

/** Curves of a run, thinned to what a picture can show. */
export async function readCurves(runFolder: string, choice: CurveChoice): Promise<CurveLines> {
  const { points, damagedLines } = await readMetrics(join(runFolder, runLayout.metrics), mostPoints);
  const panels = choice.panels.map((name): CurvePanel => {
    const { title, lines } = panelLines[name];
    const isShare = name === 'beliefs';
    const drawn = lines.map((line) => lineOf(points, line, choice, isShare)).filter(({ raw }) => raw.length > 0);
    return { title, isShare, lines: drawn };
  });
  return { panels, axis: choice.axis, lastStep: points.at(-1)?.step ?? 0, damagedLines };
}

function lineOf(
  points: readonly StepMetrics[],
  [name, owner, label]: LineSource,
  { axis, smoothing, logarithmic }: CurveChoice,
  isShare: boolean,
): CurveLine {
  const raw = points.flatMap((point): CurvePoint[] => {
    const y = point[name];
    // a logarithm has no place for what is not above 0
    if (y === undefined || (logarithmic && !isShare && y <= 0)) return [];
    return [{ x: axis === 'time' ? point.seconds : point[axis], y }];
  });
  return { owner, label, raw, smooth: smoothing > 0 ? smooth(raw, smoothing) : raw };
}

/** The mean of each point's neighbourhood, as wide to the left as to the right, and cut off at both ends. */
export function smooth(points: readonly CurvePoint[], share: number): readonly CurvePoint[] {
  const radius = Math.max(1, Math.round(points.length * share));
  const sums = [0];
  for (const { y } of points) sums.push((sums.at(-1) ?? 0) + y);
  return points.map(({ x }, index) => {
    const from = Math.max(0, index - radius);
    const to = Math.min(points.length, index + radius + 1);
    return { x, y: ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from) };
  });
}

export function damageNotices(damagedLines: number): readonly Worded[] {
  return damagedLines === 0 ? [] : [worded('figure.damagedLines', { count: damagedLines })];
}
