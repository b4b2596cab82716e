/** A bounded picture of metrics.jsonl that costs the same for a run of any length. */
import { open, type FileHandle } from 'node:fs/promises';
import { stepMetricsSchema, trainingNumberNames, type StepMetrics } from '../../shared/run';
import { systemErrorCode } from '../formats/write-failure';
import { parseLine } from './read-lines';
import { readMetrics } from './read-metrics';

/** Files up to this are read as a whole. Bytes. */
const smallFile = 1_500_000;
/** Points of a file that is read as a whole. */
const mostPoints = 800;
const stretches = 360;
/** A dozen lines or so. */
const stretchBytes = 4096;

/**
 * All of a short file, thinned. Of a long one evenly spread stretches, each as the mean of its lines, the first and the
 * newest line among them: what a curve of a few hundred pixels shows, without reading what it cannot.
 */
export async function sampleMetrics(file: string): Promise<readonly StepMetrics[]> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
  try {
    const { size } = await handle.stat();
    return size > smallFile ? await sample(handle, size) : (await readMetrics(file, mostPoints)).points;
  } finally {
    await handle.close();
  }
}

async function sample(handle: FileHandle, size: number): Promise<readonly StepMetrics[]> {
  const buffer = Buffer.alloc(stretchBytes);
  const points: StepMetrics[] = [];
  for (let index = 0; index < stretches; index++) {
    const start = Math.floor((index * (size - stretchBytes)) / (stretches - 1));
    const { bytesRead } = await handle.read(buffer, 0, stretchBytes, start);
    const lines = wholeLines(buffer.toString('utf8', 0, bytesRead), start === 0);
    const point = meanOf(lines, index === stretches - 1);
    if (point && point.step > (points.at(-1)?.step ?? 0)) points.push(point);
  }
  return points;
}

/** The stretch begins and ends in the midst of a line; damaged lines are passed over. */
function wholeLines(text: string, isFirst: boolean): readonly StepMetrics[] {
  return text
    .split('\n')
    .slice(isFirst ? 0 : 1, -1)
    .flatMap((line) => parseLine(line, stepMetricsSchema) ?? []);
}

/** Stands at the middle of its lines, the last of all at the newest one. */
function meanOf(lines: readonly StepMetrics[], isLast: boolean): StepMetrics | null {
  const place = isLast ? lines.at(-1) : lines[lines.length >> 1];
  if (!place) return null;
  const means: Record<string, number> = {};
  for (const name of trainingNumberNames) {
    const values = lines.flatMap((line) => line[name] ?? []);
    if (values.length > 0) means[name] = values.reduce((sum, value) => sum + value, 0) / values.length;
  }
  return { ...place, ...means };
}
