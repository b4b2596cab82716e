import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { CurveTable } from '../../../shared/curve-table';
import { meanUpTo, paceUpTo, rowAt } from '../../comparison/run-figures';
import { clockText, metricText, paceText } from '../../i18n/number-text';
import { useWords } from '../../i18n/use-words';
import { useComparedCurves } from '../../stores/compared-curves';
import { useComparison, type ComparedEntry } from '../../stores/comparison';
import type { Judging } from '../../stores/judged-runs';
import type { Judgings } from './use-judgings';

export interface FigureCell {
  readonly text: string;
  /** Why there is no figure, or of what moment it is where that is another; empty otherwise. */
  readonly note: string;
}

export interface FigureRow {
  readonly name: string;
  readonly cells: readonly FigureCell[];
  /** Of the best value, where one is better than the others; null elsewhere. */
  readonly best: number | null;
}

const metrics = ['generatorLoss', 'discriminatorLoss', 'realProbability', 'fakeProbability'] as const;
const unknown: FigureCell = { text: '–', note: '' };

/** The figures of all compared runs: at the end of each, or where the slider stands. */
export function useRunFigures({ checkpoints, judgings }: Judgings): ComputedRef<readonly FigureRow[]> {
  const { t } = useI18n();
  const words = useWords();
  const comparison = useComparison();
  const compared = useComparedCurves();
  const plain = (text: string): FigureCell => ({ text, note: '' });

  function row(name: string, read: (entry: ComparedEntry, index: number) => FigureCell): FigureRow {
    return { name, cells: comparison.entries.map(read), best: null };
  }

  /** At a row of the run's curves; a gap is told where the line of that step is missing. */
  function fromCurves(
    { id, run }: ComparedEntry,
    read: (table: CurveTable, row: number) => number | null,
    text: (value: number) => string,
  ): FigureCell {
    const table = compared.of(id)?.table;
    if (!run || !table || table.length === 0) return unknown;
    const tell = (at: number): FigureCell => {
      const value = read(table, at);
      return value === null ? unknown : plain(text(value));
    };
    if (comparison.figuresAt === 'end') return tell(table.length - 1);
    const { step, outside } = comparison.placeOf(run);
    if (outside !== null || step < table.head(0, 'firstStep')) return unknown;
    const at = rowAt(table, step);
    return at === null ? { text: '–', note: t('compareFigures.gap') } : tell(at);
  }

  function steps({ id, run }: ComparedEntry): FigureCell {
    if (!run) return unknown;
    if (comparison.figuresAt === 'end')
      return plain(words.integer(Math.max(run.summary.step, comparison.newestStep(id))));
    const { step, outside } = comparison.placeOf(run);
    if (outside === null) return plain(words.integer(step));
    return { text: '–', note: t(`compare.${outside}`, { step: words.integer(step) }) };
  }

  function time({ run }: ComparedEntry): FigureCell {
    if (!run) return unknown;
    if (comparison.figuresAt === 'end') return plain(clockText(run.summary.seconds));
    const { seconds, outside } = comparison.placeOf(run);
    return outside === null ? plain(clockText(seconds)) : unknown;
  }

  function pace(entry: ComparedEntry): FigureCell {
    if (entry.run && comparison.figuresAt === 'end') return plain(paceText(entry.run.summary.stepsPerSecond));
    return fromCurves(entry, paceUpTo, paceText);
  }

  function metricRow(metric: (typeof metrics)[number]): FigureRow {
    return row(t(`compare.metric.${metric}`), (entry) =>
      fromCurves(entry, (table, at) => meanUpTo(table, metric, at), metricText),
    );
  }

  function judgedCell(entry: ComparedEntry, index: number, text: string | null): FigureCell {
    const checkpoint = checkpoints.value[index] ?? null;
    if (comparison.figuresAt === 'end' || !entry.run || checkpoint === null) return plain(text ?? '–');
    const isElsewhere = checkpoint !== comparison.placeOf(entry.run).step;
    return { text: text ?? '–', note: isElsewhere ? t('compare.step', { step: words.integer(checkpoint) }) : '' };
  }

  function judgedRow(
    name: string,
    read: (judging: Extract<Judging, { kind: 'judged' }>) => number,
    text: (value: number) => string,
    better: 'low' | 'high',
  ): FigureRow {
    const numbers = judgings.value.map((judging) => (judging?.kind === 'judged' ? read(judging) : null));
    const known = numbers.filter((value) => value !== null);
    const best = better === 'low' ? Math.min(...known) : Math.max(...known);
    const isOne = known.length > 1 && known.filter((value) => value === best).length === 1;
    const cells = comparison.entries.map((entry, index) => {
      const value = numbers[index] ?? null;
      return judgedCell(entry, index, value === null ? null : text(value));
    });
    return { name, cells, best: isOne ? numbers.indexOf(best) : null };
  }

  return computed(() => [
    row(t('compare.figure.steps'), steps),
    row(t('compare.figure.time'), time),
    row(t('compare.figure.pace'), pace),
    ...metrics.map(metricRow),
    judgedRow(
      t('compare.figure.distance'),
      ({ judged }) => judged.frechetDistance,
      (value) => value.toFixed(1),
      'low',
    ),
    judgedRow(
      t('compare.figure.digits'),
      ({ judged }) => judged.digitsCovered,
      (value) => t('compare.figure.ofTen', { count: value }),
      'high',
    ),
  ]);
}
