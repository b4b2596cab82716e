import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where files lie that are dragged out of the window: the system wants a file that is there. Each lies in a folder of its
 * own, so that it keeps its name; all go when the studio is closed.
 */
export class DragTable {
  #folder: Promise<string> | null = null;
  readonly #paths = new Map<number, string>();
  #last = 0;

  /** @param temporary folder of the system for what need not stay */
  constructor(private readonly temporary: string) {}

  /** A place for a file, with the number by which it is taken up. @throws what making a folder throws */
  async place(name: string): Promise<{ readonly laidOut: number; readonly path: string }> {
    this.#folder ??= mkdtemp(join(this.temporary, 'gan-studio-drag-'));
    const laidOut = ++this.#last;
    const folder = join(await this.#folder, String(laidOut));
    await mkdir(folder);
    const path = join(folder, name);
    this.#paths.set(laidOut, path);
    return { laidOut, path };
  }

  pathOf(laidOut: number): string | null {
    return this.#paths.get(laidOut) ?? null;
  }

  async clear(): Promise<void> {
    const folder = await this.#folder;
    this.#folder = null;
    this.#paths.clear();
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}
