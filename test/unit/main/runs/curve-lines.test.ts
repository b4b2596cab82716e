import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCurveLine, scanLines } from '../../../../src/main/runs/curve-lines';
import { metricsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

test('a line of ours is read as it was written', () => {
  expect(readCurveLine(JSON.stringify(metricsOf(7)))).toEqual({ line: metricsOf(7), notNumbers: 0 });
});

test.each([
  ['no JSON', '{"step":1'],
  ['no object', '7'],
  ['no step', '{"epoch":1,"seconds":1}'],
  ['a step that is none', JSON.stringify({ ...metricsOf(1), step: 1.5 })],
  ['a clock before the start', JSON.stringify({ ...metricsOf(1), seconds: -1 })],
  ['a word for a number', JSON.stringify({ ...metricsOf(1), discriminatorLoss: 'low' })],
  ['a loss left out', JSON.stringify({ ...metricsOf(1), discriminatorLoss: undefined })],
])('%s is no line of a run', (_what, text) => {
  expect(readCurveLine(text)).toBeNull();
});

test('whatever stands in a file, its lines come whole, in order and with their places', async () => {
  const folder = await temporaryFolder();
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'binary-ascii' }),
          fc.nat(90_000).map((size) => 'x'.repeat(size)),
        ),
        {
          maxLength: 20,
        },
      ),
      fc.boolean(),
      async (parts, isTorn) => {
        const lines = parts.map((part) => part.replaceAll('\n', ' '));
        const text = lines.map((line) => `${line}\n`).join('') + (isTorn ? 'rest' : '');
        const path = join(folder, 'lines');
        await writeFile(path, text);
        const file = await open(path, 'r');
        const taken: string[] = [];
        const starts: number[] = [];
        let bytes = 0;
        const end = await scanLines(file, 0, text.length, {
          take: (line, start, part) => {
            taken.push(line);
            starts.push(start);
            bytes += part.length;
          },
          skip: (part) => (bytes += part.length),
        });
        await file.close();
        expect(taken).toEqual(lines.map((line) => (line.length > 64 * 1024 ? '' : line)));
        expect(end).toBe(text.lastIndexOf('\n') + 1);
        expect(bytes).toBe(end);
        let at = 0;
        expect(starts).toEqual(lines.map((line) => (at += line.length + 1) - line.length - 1));
      },
    ),
    { numRuns: 50 },
  );
});
