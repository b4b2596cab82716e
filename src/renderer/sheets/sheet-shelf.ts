/** What a kept thing weighs and what becomes of it when it goes. */
export interface ShelfOptions<Kept> {
  /** Brings what belongs to a step; rejects where there is none. */
  readonly load: (step: number) => Promise<Kept>;
  readonly bytesOf: (kept: Kept) => number;
  readonly discard: (kept: Kept) => void;
  /** All of it together. */
  readonly mostBytes: number;
}

/** Decoded sheets by step, those that were used last, in bounded memory. Each is loaded once, however many ask. */
export class SheetShelf<Kept> {
  /** The one that was used longest ago comes first. */
  readonly #kept = new Map<number, Kept>();
  readonly #coming = new Map<number, Promise<Kept>>();
  #bytes = 0;
  #closed = false;

  constructor(private readonly options: ShelfOptions<Kept>) {}

  /** At once, where it is kept. */
  peek(step: number): Kept | undefined {
    const found = this.#kept.get(step);
    if (found === undefined) return undefined;
    this.#kept.delete(step);
    this.#kept.set(step, found);
    return found;
  }

  get(step: number): Promise<Kept> {
    const found = this.peek(step);
    if (found !== undefined) return Promise.resolve(found);
    const coming = this.#coming.get(step) ?? this.#load(step);
    this.#coming.set(step, coming);
    return coming;
  }

  /** Forgets everything; what is on its way is not kept. */
  close(): void {
    this.#closed = true;
    for (const kept of this.#kept.values()) this.options.discard(kept);
    this.#kept.clear();
    this.#bytes = 0;
  }

  async #load(step: number): Promise<Kept> {
    try {
      const loaded = await this.options.load(step);
      if (!this.#closed) this.#keep(step, loaded);
      return loaded;
    } finally {
      this.#coming.delete(step);
    }
  }

  #keep(step: number, loaded: Kept): void {
    this.#kept.set(step, loaded);
    this.#bytes += this.options.bytesOf(loaded);
    for (const [oldest, kept] of this.#kept) {
      if (this.#bytes <= this.options.mostBytes || oldest === step) return;
      this.#kept.delete(oldest);
      this.#bytes -= this.options.bytesOf(kept);
      this.options.discard(kept);
    }
  }
}
