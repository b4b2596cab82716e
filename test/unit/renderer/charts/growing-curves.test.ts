import { expect, test } from 'vitest';
import { GrowingCurves } from '../../../../src/renderer/charts/growing-curves';
import { metricsOf, restingMetricsOf } from '../../../new-run';
import { curvesOf } from '../stores/run-summary';

const stepsOf = ({ table }: GrowingCurves): readonly number[] =>
  Array.from({ length: table.length }, (_, row) => table.head(row, 'lastStep'));

test('lines that are told while the folder is read are neither lost nor counted twice', () => {
  const curves = new GrowingCurves(100);
  const question = curves.ask();
  curves.add([metricsOf(2), metricsOf(3)]);
  expect(curves.answer(question, curvesOf([metricsOf(1), metricsOf(2)]))).toBe(true);
  curves.add([metricsOf(3), metricsOf(4)]);
  expect(stepsOf(curves)).toEqual([1, 2, 3, 4]);
  expect(curves.newest?.step).toBe(4);
});

test('only the answer to the newest question counts, and what was told since the first is in it', () => {
  const curves = new GrowingCurves(100);
  const [first, second] = [curves.ask(), curves.ask()];
  expect(curves.answer(first, curvesOf([metricsOf(7)]))).toBe(false);
  expect(curves.answer(second, curvesOf([metricsOf(1)]))).toBe(true);
  expect(curves.answer(second, curvesOf([metricsOf(8)]))).toBe(false);
  expect(stepsOf(curves)).toEqual([1]);
});

test('where the folder cannot be read, what is known stays', () => {
  const curves = new GrowingCurves(100);
  curves.answer(curves.ask(), curvesOf([metricsOf(1)]));
  curves.answer(curves.ask(), null);
  expect([stepsOf(curves), curves.state?.lastStep]).toEqual([[1], 1]);
});

test('rows grow wider where there are too many, and the newest keeps what the generator last told', () => {
  const curves = new GrowingCurves(4);
  curves.add([metricsOf(1, { generatorLoss: 2 }), ...[2, 3, 4, 5].map((step) => restingMetricsOf(step))]);
  expect(curves.table.width).toBe(2);
  expect(curves.newest).toMatchObject({ step: 5, generatorLoss: 2 });
});
