import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFailed, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import {
  asAfterAStart,
  removeRuns,
  startPrepared,
  type Preparation,
  type RunningStudio,
  type SharedStudio,
} from './shared-studio';
import type { StudioFolders } from './studio-window';

/** The program that the files of a worker hand on. */
class StudioKeeper {
  #running: RunningStudio | undefined;
  /** The file that it was prepared for. */
  #owner: symbol | undefined;
  readonly #ends: (() => Promise<void>)[] = [];

  async studioFor(owner: symbol, prepare: Preparation): Promise<SharedStudio> {
    if (this.#running && this.#owner !== owner) await this.#handOver(this.#running, prepare);
    if (this.#running) await asAfterAStart(this.#running);
    else
      await startPrepared(prepare, this.#ends, (studio) => {
        this.#running = studio;
      });
    if (!this.#running) throw new Error('The program did not start.');
    this.#owner = owner;
    return this.#running;
  }

  /** After a test that failed nobody knows what the program is at. */
  async leave(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  async end(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  async #handOver(studio: RunningStudio, prepare: Preparation): Promise<void> {
    if (await isBusy(studio.folders)) return this.leave();
    await clear(studio.folders);
    await prepare(studio.folders);
    if (await knowsItsRuns(studio)) return;
    console.warn('The program did not see in time that its runs are others; another one is started.');
    await this.leave();
  }
}

// Vitest reads from the pattern what a fixture needs: nothing
// oxlint-disable-next-line no-empty-pattern
const ofWorker = test.extend('keeper', { scope: 'worker' }, ({}, { onCleanup }) => {
  const keeper = new StudioKeeper();
  onCleanup(() => keeper.end());
  return keeper;
});

/**
 * As `sharedStudio`, but one program for all files of a worker that take it: the first test of each finds it on folders with
 * nothing in them but what `prepare` puts there. For files whose tests change nothing inside the program but what a start of
 * the page brings back: the system's dialogs may be answered, a clock may not be turned.
 */
export function keptStudio(prepare: Preparation = () => Promise.resolve()): () => Promise<SharedStudio> {
  const owner = Symbol('a test file');
  let kept: StudioKeeper | undefined;
  ofWorker.beforeAll(({ keeper }) => {
    kept = keeper;
  });
  return async () => {
    const keeper = kept;
    if (!keeper) throw new Error('Only a test has the program.');
    const studio = await keeper.studioFor(owner, prepare);
    onTestFailed(() => keeper.leave());
    return studio;
  };
}

/** Whether something trains, or waits to. */
async function isBusy({ runs, userData }: StudioFolders): Promise<boolean> {
  const queue = await readFile(join(userData, 'queue.json'), 'utf8').catch(() => '{"waiting":[]}');
  const { waiting } = JSON.parse(queue) as { readonly waiting: readonly unknown[] };
  return waiting.length > 0 || (await listRuns(runs)).runs.some(({ state }) => state === 'running');
}

/** What the program keeps in its own folder it has read already; what a cache holds is true of any test. */
async function clear(folders: StudioFolders): Promise<void> {
  const kept = [folders.runs, folders.userData, folders.cache];
  const folder = dirname(folders.runs);
  for (const name of await readdir(folder)) {
    if (!kept.includes(join(folder, name))) await rm(join(folder, name), { recursive: true });
  }
  await rm(join(folders.userData, 'comparisons.json'), { force: true });
  await mkdir(folders.desk);
  await removeRuns(folders);
}

/** Longest that a program is given to see which runs there are now. Milliseconds. */
const patience = 10_000;

/** Waits until it has. @returns false where it has not */
async function knowsItsRuns({ page, folders }: RunningStudio): Promise<boolean> {
  const known = (): Promise<readonly string[]> =>
    page.evaluate(async () => {
      const answer = await window.studio.request('run:list');
      if (!answer.ok) throw new Error(answer.message);
      return answer.value.runs.map(({ id }) => id).sort();
    });
  const names = await readdir(folders.runs).catch(() => []);
  const there = names
    .filter((name) => !name.startsWith('.'))
    .sort()
    .join();
  for (const until = Date.now() + patience; Date.now() < until;) {
    if ((await known()).join() === there) return true;
    await new Promise((later) => setTimeout(later, 50));
  }
  return false;
}
