import { expect, test } from 'vitest';
import { lossFormula } from '../../../../src/renderer/learn/loss-formula';
import { mathText } from '../../../../src/renderer/learn/math-nodes';
import { findPreset, presets } from '../../../../src/shared/presets';
import type { Recipe } from '../../../../src/shared/recipe';

function formulaOf(recipe: Recipe) {
  const { objective, networks, optimisers } = recipe;
  const formula = lossFormula({ objective, networks, weightLimit: optimisers.discriminator.weightLimit });
  return { ...formula, ofD: mathText(formula.discriminator), ofG: mathText(formula.generator) };
}

test('the non-saturating loss of DCGAN 28 is written as it is computed', () => {
  const { ofD, ofG, remarks } = formulaOf(findPreset('dcgan-28'));
  expect(ofD).toMatch(/^L_D = .*E_x\[log D\(x\)\].*E_z\[log\(1−D\(G\(z\)\)\)\]$/);
  expect(ofG).toMatch(/^L_G = .*E_z\[log D\(G\(z\)\)\]$/);
  expect(remarks).toEqual(['sharedFake']);
});

test('a weight in front of D’s loss, a penalty with its weight and a clipped critic stand in it', () => {
  expect(formulaOf(findPreset('dcgan-64')).ofD).toContain('0.5');
  expect(formulaOf(findPreset('wgan-gp-28')).ofD).toContain('10 · E_x̂');
  expect(formulaOf(findPreset('wgan-28')).remarks).toContain('clipped');
});

test('classes of made images weigh on D only where the recipe says so, and always on G', () => {
  const recipe = findPreset('acgan-28');
  const count = (text: string) => text.split('p(y|').length - 1;
  const without = formulaOf(recipe);
  expect([count(without.ofD), count(without.ofG)]).toEqual([1, 1]);
  const withThem = formulaOf({ ...recipe, objective: { ...recipe.objective, fakeClasses: true } });
  expect([count(withThem.ofD), count(withThem.ofG)]).toEqual([2, 1]);
});

test('smoothed labels stand in the formula with what is left for the other side', () => {
  const recipe = findPreset('dcgan-28');
  const { ofD, remarks } = formulaOf({ ...recipe, objective: { ...recipe.objective, realTarget: 0.9 } });
  expect(ofD).toContain('0.9');
  expect(ofD).toContain('0.1');
  expect(remarks).toContain('smoothed');
});

test.each(presets.map((preset) => [preset.preset, preset] as const))(
  '%s has a formula for both networks',
  (_, recipe) => {
    const { ofD, ofG } = formulaOf(recipe);
    expect(ofD.startsWith('L_D = ')).toBe(true);
    expect(ofG.startsWith('L_G = ')).toBe(true);
  },
);
