import { expect, test } from 'vitest';
import { byEffect, dimensionMeasure } from '../../../../src/renderer/exploration/dimension-name';
import type { DimensionEffect } from '../../../../src/shared/explore';

const still = { brightness: 0, across: 0, down: 0, width: 0, height: 0, slant: 0 };
const effect = (change: number, measures: Partial<DimensionEffect['measures']> = {}): DimensionEffect => ({
  change,
  measures: { ...still, ...measures },
});

test('a dimension is named by the measure that it moves far more than any other', () => {
  expect(dimensionMeasure(effect(9, { slant: -2.4, width: 0.5 }))).toBe('slant');
});

test('it has no name where nothing moves far, or two measures move alike', () => {
  expect(dimensionMeasure(effect(9, { slant: 1.2 }))).toBeNull();
  expect(dimensionMeasure(effect(9, { slant: 2.4, width: 2.2 }))).toBeNull();
});

test('those that change the picture most come first', () => {
  expect(byEffect([effect(1), effect(5), effect(3)])).toEqual([1, 2, 0]);
});
