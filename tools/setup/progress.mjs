const lineEveryMilliseconds = 15_000;
const redrawEveryMilliseconds = 200;

/**
 * Progress on standard error: one line a step, redrawn in place on a terminal, repeated seldom in a log. Standard output
 * stays free for results.
 */
export class Progress {
  /** @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} [stream] */
  constructor(stream = process.stderr) {
    this.stream = stream;
    this.lastShown = 0;
    this.openLine = false;
  }

  /**
   * Starts a step and says so.
   * @param {string} title
   */
  begin(title) {
    this.endLine();
    this.title = title;
    this.startedAt = Date.now();
    this.lastShown = Date.now();
    this.#show(`${title} …`);
  }

  /**
   * Tells how far the step is; shown as often as the stream bears.
   * @param {string} detail
   */
  update(detail) {
    const now = Date.now();
    if (now - this.lastShown < (this.stream.isTTY ? redrawEveryMilliseconds : lineEveryMilliseconds)) return;
    this.lastShown = now;
    this.#show(`${this.title} … ${detail}`);
  }

  /** Ends the step with the time it took. */
  done() {
    const seconds = (Date.now() - (this.startedAt ?? Date.now())) / 1000;
    this.#show(`${this.title}: done in ${seconds.toFixed(seconds < 10 ? 1 : 0)} s`);
    this.endLine();
  }

  /**
   * A sentence of its own.
   * @param {string} sentence
   */
  note(sentence) {
    this.endLine();
    this.stream.write(`${sentence}\n`);
  }

  endLine() {
    if (this.openLine) this.stream.write('\n');
    this.openLine = false;
  }

  /** @param {string} text */
  #show(text) {
    if (!this.stream.isTTY) {
      this.stream.write(`${text}\n`);
      return;
    }
    const fitting = text.slice(0, (this.stream.columns || 80) - 1);
    this.stream.write(`\r${fitting}\u001b[K`);
    this.openLine = true;
  }
}

/**
 * @param {number} bytes
 * @returns {string} for example "274 MB"
 */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
