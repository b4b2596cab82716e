import { CurveTable } from '../../shared/curve-table';
import type { FigureOf } from '../../shared/figure';
import type { TrainingNumber } from '../../shared/run';
import { worded, type Worded } from '../../shared/wording/worded';
import { OpenCurves } from '../runs/open-curves';
import { readWriterState } from '../runs/writer-lock';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

export interface CurveLine {
  readonly owner: 'generator' | 'discriminator';
  readonly label: string;
  /** As it was written; of a long run the lowest and the highest of each of its equal parts. */
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

const mostRows = 2_000;
const headOfAxis = { step: 'lastStep', epoch: 'epoch', time: 'seconds' } as const;
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

/** Curves of a run, in as many equal parts as a picture can show. What the run's cache knows is not read again. */
export async function readCurves(runFolder: string, choice: CurveChoice): Promise<CurveLines> {
  const curves = new OpenCurves(runFolder);
  const { alive } = await readWriterState(runFolder);
  await curves.refresh();
  const { rows, lastStep, damagedLines } = await curves.ask(null, mostRows, alive);
  const table = new CurveTable(rows.width, rows.data);
  const panels = choice.panels.map((name): CurvePanel => {
    const { title, lines } = panelLines[name];
    const isShare = name === 'beliefs';
    const drawn = lines.map((line) => lineOf(table, line, choice, isShare)).filter(({ raw }) => raw.length > 0);
    return { title, isShare, lines: drawn };
  });
  return { panels, axis: choice.axis, lastStep, damagedLines };
}

function lineOf(
  table: CurveTable,
  [name, owner, label]: LineSource,
  { axis, smoothing, logarithmic }: CurveChoice,
  isShare: boolean,
): CurveLine {
  const raw: CurvePoint[] = [];
  const means: CurvePoint[] = [];
  // a logarithm has no place for what is not above 0
  const hasPlace = (y: number): boolean => !logarithmic || isShare || y > 0;
  for (let row = 0; row < table.length; row++) {
    if (table.value(row, name, 'count') === 0) continue;
    const x = table.head(row, headOfAxis[axis]);
    const extremes = [table.value(row, name, 'lowest'), table.value(row, name, 'highest')];
    const mean = table.value(row, name, 'mean');
    raw.push(...[...new Set(extremes)].filter(hasPlace).map((y) => ({ x, y })));
    if (hasPlace(mean)) means.push({ x, y: mean });
  }
  return { owner, label, raw, smooth: smoothing > 0 ? smooth(means, smoothing) : raw };
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
