import type { Recipe } from '../recipe';
import { StudioError } from '../studio-error';
import { acgan28 } from './acgan-28';
import { cgan28 } from './cgan-28';
import { dcgan28 } from './dcgan-28';
import { dcgan64, type Dcgan64Options } from './dcgan-64';
import { mlpAdaptive } from './mlp-adaptive';
import { mlpLab } from './mlp-lab';
import { mlpTutorial } from './mlp-tutorial';
import { quickDigits } from './quick-digits';
import { wgan28 } from './wgan-28';
import { wganGp28 } from './wgan-gp-28';
import { worded } from '../wording/worded';

/** Every recipe that ships with the studio, in the order in which it is offered; the first one is the default. */
export const presets: readonly Recipe[] = [
  quickDigits,
  mlpTutorial,
  mlpLab,
  mlpAdaptive,
  dcgan28,
  dcgan64(),
  cgan28,
  acgan28,
  wgan28,
  wganGp28,
];

export const defaultPreset: Recipe = quickDigits;

/** One line each: where the recipe comes from and what to expect of it. */
export const presetDescriptions: Readonly<Record<string, string>> = {
  'quick-digits': 'A narrow DCGAN made for two processor cores: readable digits in about a minute.',
  'mlp-tutorial': 'Dense layers as in the widespread PyTorch tutorial: D starts far ahead, digits take tens of epochs.',
  'mlp-lab': 'A lab course’s dense GAN, batch 128 and 30 epochs: near to the MLP tutorial, with a larger latent.',
  'mlp-adaptive':
    'Dense layers with the paper’s saturating loss: the generator moves only while the discriminator does well, so neither runs away.',
  'dcgan-28': 'DCGAN after Radford et al. at 28 pixels: crisp digits after a few epochs.',
  'dcgan-64': 'DCGAN at 64 pixels, twelve times the parameters: for machines with a graphics card, or `--width 32`.',
  'cgan-28': 'DCGAN 28 that is told the class: draws the digit that is asked for.',
  'acgan-28': 'DCGAN 28 whose discriminator also names the class: draws the digit that is asked for.',
  'wgan-28':
    'Wasserstein GAN with clipped weights after Arjovsky et al.: slow, but its loss falls as the images get better.',
  'wgan-gp-28':
    'Wasserstein GAN with gradient penalty after Gulrajani et al.: five critic steps for one of the generator, no batch norm in the critic.',
};

/** @throws StudioError `unknown-preset`, with the names that exist. */
export function findPreset(name: string): Recipe {
  const preset = presets.find((candidate) => candidate.preset === name);
  if (preset) return preset;
  const names = presets.map((candidate) => candidate.preset).join(', ');
  throw new StudioError('unknown-preset', worded('preset.unknown', { name, all: names }));
}

/** Choices that a preset may leave open. */
export type PresetOptions = Dcgan64Options;

const variants: Readonly<Record<string, (options: PresetOptions) => Recipe>> = { 'dcgan-64': dcgan64 };

/**
 * A preset with choices made.
 *
 * @throws StudioError `unknown-preset`, or `invalid-recipe` where the preset leaves no such choice.
 */
export function presetVariant(name: string, options: PresetOptions): Recipe {
  const preset = findPreset(name);
  if (options.width === undefined && options.channels === undefined) return preset;
  const variant = variants[name];
  if (variant) return variant(options);
  const names = Object.keys(variants).join(', ');
  throw new StudioError('invalid-recipe', worded('preset.noVariant', { name, names }));
}
