import type { Recipe } from '../recipe';
import { StudioError } from '../studio-error';
import { dcgan28 } from './dcgan-28';
import { mlpTutorial } from './mlp-tutorial';
import { quickDigits } from './quick-digits';

/** Every recipe that ships with the studio, in the order in which it is offered; the first one is the default. */
export const presets: readonly Recipe[] = [quickDigits, mlpTutorial, dcgan28];

export const defaultPreset: Recipe = quickDigits;

/** One line each: where the recipe comes from and what to expect of it. */
export const presetDescriptions: Readonly<Record<string, string>> = {
  'quick-digits': 'A narrow DCGAN made for two processor cores: readable digits in about a minute.',
  'mlp-tutorial': 'Dense layers as in the widespread PyTorch tutorial: D starts far ahead, digits take tens of epochs.',
  'dcgan-28': 'DCGAN after Radford et al. at 28 pixels: crisp digits after a few epochs.',
};

/** @throws StudioError `unknown-preset`, with the names that exist. */
export function findPreset(name: string): Recipe {
  const preset = presets.find((candidate) => candidate.preset === name);
  if (preset) return preset;
  const names = presets.map((candidate) => candidate.preset).join(', ');
  throw new StudioError('unknown-preset', `There is no preset "${name}"; choose one of: ${names}.`);
}
