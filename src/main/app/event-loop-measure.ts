/**
 * How long the main process keeps its event loop waiting while a run trains.
 *
 * With `GAN_STUDIO_MEASURE=1` the studio writes `event-loop-delay.json` into its user-data folder when it ends:
 * `{ "samples", "meanMs", "p50Ms", "p99Ms", "maxMs" }`, over all time during which a run was training.
 */
import { writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Time between two looks; Node's histogram counts it in, so it is taken off again. Milliseconds. */
const resolution = 5;

export class EventLoopMeasure {
  readonly #histogram = monitorEventLoopDelay({ resolution });

  setTraining(training: boolean): void {
    if (training) this.#histogram.enable();
    else this.#histogram.disable();
  }

  async write(path: string): Promise<void> {
    this.#histogram.disable();
    const { count, mean, max } = this.#histogram;
    const figures = {
      samples: count,
      meanMs: count === 0 ? null : delay(mean),
      p50Ms: count === 0 ? null : delay(this.#histogram.percentile(50)),
      p99Ms: count === 0 ? null : delay(this.#histogram.percentile(99)),
      maxMs: count === 0 ? null : delay(max),
    };
    await writeFile(path, `${JSON.stringify(figures, null, 2)}\n`);
  }
}

function delay(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - resolution);
}
