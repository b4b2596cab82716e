import { expect, test } from 'vitest';
import { TrainingPace } from '../../../../src/renderer/recipe/training-pace';
import { metricsOf } from '../../../new-run';

const line = (step: number, seconds: number) => metricsOf(step, { seconds });

test('a steady run has its steady pace', () => {
  const pace = new TrainingPace();
  for (let step = 1; step <= 200; step++) pace.add([line(step, step / 20)]);
  expect(pace.stepsPerSecond).toBeCloseTo(20, 6);
});

test('only the last seconds count', () => {
  const pace = new TrainingPace();
  for (let second = 1; second <= 10; second++) pace.add([line(second, second)]);
  for (let second = 11; second <= 30; second++) pace.add([line(10 + (second - 10) * 50, second)]);
  expect(pace.stepsPerSecond).toBeCloseTo(50, 6);
});

test('before two marks nobody knows', () => {
  const pace = new TrainingPace();
  expect(pace.stepsPerSecond).toBeNull();
  pace.add([]);
  pace.add([line(1, 0.1)]);
  expect(pace.stepsPerSecond).toBeNull();
});
