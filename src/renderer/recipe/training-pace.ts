import type { StepMetrics } from '../../shared/run';

/** Over how long a pace is measured. Seconds of training. */
const span = 5;

/** How fast a run trains now: from the steps of its last seconds. */
export class TrainingPace {
  #marks: Pick<StepMetrics, 'step' | 'seconds'>[] = [];

  /** @param lines in order, newer than all before */
  add(lines: readonly StepMetrics[]): void {
    const latest = lines.at(-1);
    if (!latest) return;
    // a batch of lines is one mark: its inner steps say nothing more about the pace
    this.#marks.push({ step: latest.step, seconds: latest.seconds });
    while (this.#marks.length > 2 && latest.seconds - (this.#marks[0]?.seconds ?? 0) > span) this.#marks.shift();
  }

  /** Null before there are two marks. */
  get stepsPerSecond(): number | null {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (!first || !last || last.seconds <= first.seconds) return null;
    return (last.step - first.step) / (last.seconds - first.seconds);
  }
}
