import { join } from 'node:path';
import { RunCatalogue } from '../../src/main/runs/run-catalogue';
import type { Figure } from './figure';
import { makeManyRuns } from './many-runs';
import { measureRunListWindow } from './run-list-window';

const count = 10_000;

/** How long ten thousand runs take to be listed: the first time, when nothing differs, and in the window. */
export async function measureRunList(folder: string, repeats: number): Promise<readonly Figure[]> {
  const runsFolder = join(folder, 'many-runs');
  makeManyRuns(runsFolder, count);
  const firstRows: number[] = [];
  const first: number[] = [];
  const processor: number[] = [];
  const again: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const catalogue = new RunCatalogue(runsFolder);
    const before = process.cpuUsage();
    const times = await look(catalogue, count);
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1000);
    firstRows.push(times[0] ?? Number.NaN);
    first.push(times.at(-1) ?? Number.NaN);
    again.push((await look(catalogue, 0)).at(-1) ?? Number.NaN);
  }
  const runs = `${count.toLocaleString('en')} runs`;
  return [
    { name: `${runs}, first 500 rows`, unit: 'ms', values: firstRows },
    { name: `${runs}, all rows`, unit: 'ms', values: first, goal: 'below 1000 ms' },
    { name: `${runs}, all rows, processor time`, unit: 'ms', values: processor },
    { name: `${runs}, looked at again`, unit: 'ms', values: again },
    ...(await measureRunListWindow(runsFolder, count, repeats)),
  ];
}

/** @returns when each part was there. Milliseconds. */
async function look(catalogue: RunCatalogue, expected: number): Promise<readonly number[]> {
  const start = performance.now();
  const times: number[] = [];
  let rows = 0;
  for await (const { runs } of catalogue.look()) {
    times.push(performance.now() - start);
    rows += runs.length;
  }
  if (rows !== expected) throw new Error(`${rows} of ${expected} runs were told.`);
  return times;
}
