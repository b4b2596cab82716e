import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curveCsv } from '../../../../src/renderer/charts/curve-csv';
import { CurveTable } from '../../../../src/shared/curve-table';
import { metricsOf, restingMetricsOf } from '../../../new-run';

test('whatever the values, the CSV reads back as the very numbers of the table', () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, fc.boolean()), { maxLength: 30 }), (values) => {
      const table = new CurveTable(1);
      values.forEach(([discriminatorLoss, rests], at) => {
        const line = rests ? restingMetricsOf(at + 1) : metricsOf(at + 1);
        table.add({ ...line, discriminatorLoss });
      });
      const [names = '', ...lines] = curveCsv(table).trimEnd().split('\n');
      expect(lines).toHaveLength(values.length);
      const columns = names.split(',');
      lines.forEach((line, row) => {
        const cells = line.split(',');
        expect(cells).toHaveLength(columns.length);
        const told = (name: string): string | undefined => cells[columns.indexOf(name)];
        expect(Number(told('firstStep'))).toBe(row + 1);
        expect(Number(told('discriminatorLoss')) + 0).toBe((values[row]?.[0] ?? 0) + 0);
        expect(told('generatorLoss')).toBe(values[row]?.[1] ? '' : '0.693');
      });
    }),
  );
});
