import { expect, test } from 'vitest';
import { algorithmLines, countedSteps, movesOf } from '../../../../src/renderer/learn/algorithm-one';
import { findPreset } from '../../../../src/shared/presets';

const kinds = (preset: string): readonly string[] => algorithmLines(findPreset(preset)).map(({ kind }) => kind);

test('a recipe with one made batch for both halves draws once and uses it again', () => {
  expect(kinds('dcgan-28')).toEqual([
    'eachStep',
    'drawBoth',
    'moveDiscriminator',
    'fixedTurn',
    'useSame',
    'moveGenerator',
  ]);
});

test('a critic whose weights are clipped says so, and how often it moves', () => {
  const lines = algorithmLines(findPreset('wgan-28'));
  expect(lines.map(({ kind }) => kind)).toContain('clip');
  expect(lines.find(({ kind }) => kind === 'fixedTurn')).toMatchObject({ steps: 5 });
});

test('the adaptive schedule moves the discriminator twice and lets the generator rest', () => {
  expect(kinds('mlp-adaptive')).toEqual([
    'eachStep',
    'drawBoth',
    'moveOnReal',
    'moveOnFake',
    'adaptiveTurn',
    'drawAgain',
    'moveGenerator',
    'rest',
  ]);
});

test('the halves of the newest step are lit, and moves are counted over the last hundred', () => {
  expect(movesOf([])).toBeNull();
  const lines = Array.from({ length: 250 }, (_, index) => ({
    step: index + 1,
    ...((index + 1) % 5 === 0 ? { generatorLoss: 1 } : {}),
  }));
  expect(movesOf(lines)).toEqual({
    step: 250,
    lit: new Set(['discriminator', 'generator']),
    told: countedSteps,
    generatorMoved: countedSteps / 5,
  });
  expect(movesOf(lines.slice(0, -1))?.lit).toEqual(new Set(['discriminator']));
});
