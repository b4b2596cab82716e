import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { tensorFlowVersion } from '../../src/main/gan/tensorflow';
import { presets } from '../../src/shared/presets';
import { asTable, thisMachine, type Figure } from './figure';
import { measureShareOutside } from './step-share';
import { measureTrainingSpeed, stepsPerSecond } from './training-speed';
import { measureWindowCost } from './window-cost';

const given = JSON.parse(process.env['GAN_STUDIO_BENCH_ARGS'] ?? '[]') as string[];
const { values: options } = parseArgs({
  args: given,
  options: {
    repeats: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '20' },
    out: { type: 'string', default: 'bench-results' },
  },
});

/** Figures of speed and weight: a table to read and JSON to keep. Nothing here fails for being slow. */
test('bench', async () => {
  const repeats = Number(options.repeats);
  const seconds = Number(options.seconds);
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-bench-'));
  const figures: Figure[] = [];
  const names = presets.map(({ preset }) => preset);
  try {
    figures.push(...(await measureTrainingSpeed(names, folder, repeats, seconds / 60)));
    const alone = (): Promise<number> => stepsPerSecond('quick-digits', folder, seconds / 60);
    figures.push(...(await measureWindowCost(alone, 'Quick digits', repeats, seconds)));
    for (const preset of presets) figures.push(await measureShareOutside(preset, 40));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const machine = { ...thisMachine(), tensorflow: tensorFlowVersion(), date: new Date().toISOString() };
  const out = resolve(options.out);
  await mkdir(out, { recursive: true });
  const file = join(out, `${machine.date.replace(/\D/g, '').slice(0, 14)}.json`);
  await writeFile(file, `${JSON.stringify({ machine, repeats, seconds, figures }, null, 2)}\n`);
  console.log(`${JSON.stringify(machine)}\n\n${asTable(figures)}\n\nWritten: ${file}`);
  expect(figures.every(({ values }) => values.length > 0 && values.every(Number.isFinite))).toBe(true);
});
