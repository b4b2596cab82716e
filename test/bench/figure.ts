import { cpus, totalmem, type CpuInfo } from 'node:os';

/** One measured figure: what, in which unit, and every value that was seen. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** What it should be, for the reader; nothing fails when it is missed. */
  readonly goal?: string;
  readonly note?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly node: string;
  readonly platform: string;
}

export function thisMachine(): Machine {
  const processors: readonly CpuInfo[] = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memory: totalmem(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  };
}

const short = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** A Markdown table: median, and the lowest and highest of several. */
export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, values, goal, note }) => [
    name,
    `${short(median(values))} ${unit}`.trim(),
    values.length > 1 ? `${short(Math.min(...values))} to ${short(Math.max(...values))}` : '',
    goal ?? '',
    note ?? '',
  ]);
  const all = [['figure', 'median', 'range', 'goal', 'note'], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(all[0] ?? []), rule, ...all.slice(1).map(line)].join('\n');
}
