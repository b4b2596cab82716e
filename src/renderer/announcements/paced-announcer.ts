/** Nobody can listen to more than one sentence in this time. Milliseconds. */
export const announcementInterval = 3_000;

/**
 * Says at most one sentence in three seconds. Of each source only the newest waits: what is no longer true is not said.
 *
 * @typeParam Source what speaks, for example an element
 */
export class PacedAnnouncer<Source> {
  readonly #waiting = new Map<Source, string>();
  readonly #said = new Map<Source, string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly say: (text: string) => void) {}

  /** @param text what the source says now; empty: nothing any more */
  hear(source: Source, text: string): void {
    this.#waiting.delete(source);
    if (text === '') this.#said.delete(source);
    else if (this.#said.get(source) !== text) this.#waiting.set(source, text);
    if (this.#timer === null) this.#next();
  }

  /** The source is gone, and with it what it had to say. */
  forget(source: Source): void {
    this.#waiting.delete(source);
    this.#said.delete(source);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #next(): void {
    this.#timer = null;
    const first = this.#waiting.entries().next();
    if (first.done) return;
    const [source, text] = first.value;
    this.#waiting.delete(source);
    this.#said.set(source, text);
    this.say(text);
    this.#timer = setTimeout(() => this.#next(), announcementInterval);
  }
}
