import { expect, test } from 'vitest';
import en from '../../../../src/renderer/i18n/messages/en.json';
import {
  groupOfSetting,
  settingGroups,
  splitByNetwork,
  textKeyOf,
} from '../../../../src/renderer/recipe/setting-groups';
import { presets } from '../../../../src/shared/presets';
import { usualPreparation } from '../../../../src/shared/preparation';
import { layerOfPath, recipeSettings } from '../../../../src/shared/recipe-settings';
import { tinyConvolutions, tinyDrawing } from '../../../tiny-recipe';

const onOwnImages = { ...tinyConvolutions, data: { ...tinyConvolutions.data, preparation: usualPreparation } };

const paths = new Set(
  [...presets, tinyConvolutions, tinyDrawing, onOwnImages].flatMap((recipe) => [...recipeSettings(recipe).keys()]),
);

test('every setting of every preset has a name that a person reads, and no name is left over', () => {
  const keys = [...paths]
    .filter((path) => layerOfPath(path) === null)
    .map((path) => textKeyOf(splitByNetwork(path).name));
  expect([...new Set([...keys, 'optimisersAlpha', 'optimisersMomentum', 'networksClasses'])].sort()).toEqual(
    Object.keys(en.recipeTab.setting).sort(),
  );
});

test('every group has a title and a setting', () => {
  expect(Object.keys(en.recipeTab.group).sort()).toEqual([...settingGroups].sort());
  expect(new Set([...paths].map(groupOfSetting))).toEqual(new Set(settingGroups));
});

test('a setting of one network is named without it', () => {
  expect(splitByNetwork('optimisers.discriminator.beta1')).toEqual({
    network: 'discriminator',
    name: 'optimisers.beta1',
  });
  expect(splitByNetwork('schedule.batchSize')).toEqual({ network: null, name: 'schedule.batchSize' });
  expect(textKeyOf('optimisers.learningRate')).toBe('optimisersLearningRate');
});

test('what a newer studio writes into a recipe stands with its origin', () => {
  expect(groupOfSetting('somethingNew.inside')).toBe('origin');
});
