import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultFigures, figureKinds, momentsOf } from '../../../../src/renderer/exporting/default-figures';
import { figureSchema } from '../../../../src/shared/figure';
import { presets } from '../../../../src/shared/presets';

const run = {
  columns: 8,
  step: 600,
  steps: [200, 400, 600],
  epoch: 0.4,
  language: 'en',
  tour: null,
  rawStep: null,
} as const;

test('whatever the run, each figure that is offered is one that can be made', () => {
  const steps = fc.uniqueArray(fc.nat(1_000_000), { maxLength: 40 }).map((all) => all.sort((a, b) => a - b));
  const epoch = fc.double({ min: 0, max: 5000, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom(...presets), steps, epoch, (recipe, all, reached) => {
      const figures = defaultFigures({ ...run, recipe, steps: all, epoch: reached });
      for (const kind of figureKinds.filter((offered) => offered !== 'tour'))
        expect(figureSchema.parse(figures[kind])).toEqual(figures[kind]);
    }),
  );
});

test('the stages of a long run are epochs 5, 25 and 50, of a short one its stored beginning, middle and end', () => {
  for (const recipe of presets.slice(0, 1)) {
    expect(defaultFigures({ ...run, recipe, epoch: 60 }).stages).toMatchObject({ unit: 'epochs', at: [5, 25, 50] });
    expect(defaultFigures({ ...run, recipe }).stages).toMatchObject({ unit: 'steps', at: [200, 400, 600] });
  }
});

test.each([
  ['5, 25, 50', [5, 25, 50]],
  ['0.5 1', [0.5, 1]],
  ['5、25', [5, 25]],
  ['', null],
  ['five', null],
  ['1,2,3,4', null],
  ['1.2.3', null],
])('"%s" as moments', (text, moments) => {
  expect(momentsOf(text, 3)).toEqual(moments);
});
