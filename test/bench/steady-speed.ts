import { readMetrics } from '../../src/main/runs/read-metrics';

/** Seconds that a run takes to settle: the graph is rewritten in its first step, the window builds its page. */
export const settling = 3;

/** Steps a second of a run between `settling` and as many seconds later. */
export async function steadySpeed(metricsFile: string, seconds: number): Promise<number> {
  const { points } = await readMetrics(metricsFile, 2 ** 40);
  const settled = points.filter((line) => line.seconds >= settling && line.seconds <= settling + seconds);
  const [first, last] = [settled[0], settled.at(-1)];
  if (!first || !last || first === last) throw new Error(`${metricsFile} holds no ${seconds} seconds of training.`);
  return (last.step - first.step) / (last.seconds - first.seconds);
}
