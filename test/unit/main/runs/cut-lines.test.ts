import fc from 'fast-check';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendLines } from '../../../../src/main/runs/append-lines';
import { cutLines } from '../../../../src/main/runs/cut-lines';
import { stepMetricsSchema, type StepMetrics } from '../../../../src/shared/run';
import { metricsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

const cut = (file: string, step: number): Promise<StepMetrics | null> =>
  cutLines(file, stepMetricsSchema, (line) => line.step <= step);

test('what is left is what was there at that step, whatever came behind', async () => {
  const folder = await temporaryFolder();
  const lines = Array.from({ length: 12 }, (_, index) => metricsOf(index + 1));
  const behind = fc.string().map((text) => text.replaceAll('\n', ' '));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 12 }), behind, async (step, torn) => {
      const [whole, part] = [join(folder, 'whole'), join(folder, 'part')];
      for (const file of [whole, part]) await writeFile(file, '');
      await appendLines(whole, lines);
      await writeFile(whole, torn, { flag: 'a' });
      await appendLines(part, lines.slice(0, step));
      expect(await cut(whole, step)).toEqual(step === 0 ? null : lines[step - 1]);
      expect(await readFile(whole, 'utf8')).toBe(await readFile(part, 'utf8'));
    }),
    { numRuns: 30 },
  );
});

test('a damaged line among the wanted ones stays', async () => {
  const file = join(await temporaryFolder(), 'metrics.jsonl');
  const text = `${JSON.stringify(metricsOf(1))}\n{"step":2,\n${JSON.stringify(metricsOf(3))}\n`;
  await writeFile(file, `${text}${JSON.stringify(metricsOf(4))}\n`);
  await cut(file, 3);
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('a file that is not there stays so', async () => {
  const file = join(await temporaryFolder(), 'metrics.jsonl');
  await cut(file, 3);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});

test('a file that cannot be changed is a sentence with its path', async () => {
  const folder = await temporaryFolder();
  await expect(cut(folder, 3)).rejects.toMatchObject({ name: 'StudioError' });
});
