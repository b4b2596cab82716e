import { expect, it } from 'vitest';
import { toPixels } from '../../../../../src/main/gan/ops/pixels';

it('turns -1 … 1 into 0 … 255, rounded, and cuts off what lies outside', () => {
  expect([...toPixels(Float32Array.of(-1, 0, 1, -1.5, 2, 0.5), '[-1, 1]')]).toEqual([0, 128, 255, 0, 255, 191]);
});

it('gives every pixel back that was scaled', () => {
  const scaled = Float32Array.from({ length: 256 }, (_, pixel) => pixel / 127.5 - 1);
  expect([...toPixels(scaled, '[-1, 1]')]).toEqual(Array.from({ length: 256 }, (_, pixel) => pixel));
});

it('takes 0 … 1 as well', () => {
  expect([...toPixels(Float32Array.of(0, 0.5, 1, -0.5, 2), '[0, 1]')]).toEqual([0, 128, 255, 0, 255]);
});
