/** Most files that are remembered. */
export const mostRecentFiles = 10;

export interface RecentFilesOptions {
  /** As they were kept, the latest first. */
  readonly kept: readonly string[];
  readonly keep: (paths: readonly string[]) => Promise<void>;
  /** The system's own list of recent documents, where it has one. */
  readonly system: { add(path: string): void; clear(): void };
  readonly onChange: (paths: readonly string[]) => void;
}

/** Files and folders that were opened lately, the latest first. */
export class RecentFiles {
  #paths: readonly string[];

  constructor(private readonly options: RecentFilesOptions) {
    this.#paths = options.kept;
  }

  get paths(): readonly string[] {
    return this.#paths;
  }

  /** @param path absolute */
  async add(path: string): Promise<void> {
    this.options.system.add(path);
    await this.#replace([path, ...this.#paths.filter((other) => other !== path)].slice(0, mostRecentFiles));
  }

  /** @returns whether it was among them */
  async forget(path: string): Promise<boolean> {
    if (!this.#paths.includes(path)) return false;
    await this.#replace(this.#paths.filter((other) => other !== path));
    return true;
  }

  async clear(): Promise<void> {
    this.options.system.clear();
    await this.#replace([]);
  }

  async #replace(paths: readonly string[]): Promise<void> {
    this.#paths = paths;
    this.options.onChange(paths);
    await this.options.keep(paths);
  }
}
