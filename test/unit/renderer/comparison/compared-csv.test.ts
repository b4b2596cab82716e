import { expect, test } from 'vitest';
import { comparedCsv } from '../../../../src/renderer/comparison/compared-csv';
import { stepStretches } from '../../../../src/renderer/comparison/stretches';
import { stepsThemselves } from '../../../../src/renderer/timeline/time-axis';
import { CurveTable } from '../../../../src/shared/curve-table';
import { metricsOf } from '../../../new-run';

test('each run has a line for each stretch, with all its curves, and what it does not tell is left empty', () => {
  const columns = ['one', 'two'].map((id, index) => {
    const table = new CurveTable(1);
    for (let step = 1; step <= 4 - 2 * index; step++) table.add(metricsOf(step, { generatorLoss: step }));
    return { index, id, table, scale: stepsThemselves, batchSize: 32 };
  });
  const lines = comparedCsv('step', stepStretches(1, 4, 2, 10), columns).split('\n');
  expect(lines[0]).toMatch(/^run,firstStep,lastStep,generatorLoss,generatorLossLowest,generatorLossHighest,/);
  const told = lines.slice(1, -1).map((line) => line.split(',').slice(0, 6));
  expect(told).toEqual([
    ['one', '1', '2', '1.5', '1', '2'],
    ['one', '3', '4', '3.5', '3', '4'],
    ['two', '1', '2', '1.5', '1', '2'],
    ['two', '3', '4', '', '', ''],
  ]);
  expect(new Set(lines.slice(0, -1).map((line) => line.split(',').length))).toEqual(new Set([3 + 7 * 3]));
});
