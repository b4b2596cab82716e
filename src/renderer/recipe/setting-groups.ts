/** In which part of the page a setting of a recipe stands. */
export const settingGroups = [
  'data',
  'latent',
  'networks',
  'objective',
  'optimisers',
  'schedule',
  'samples',
  'checkpoints',
  'execution',
  'origin',
] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** By the first part of a path; a setting of a newer studio stands with what the recipe says of itself. */
const groupOfPart: Readonly<Partial<Record<string, SettingGroup>>> = {
  data: 'data',
  augmentation: 'data',
  classes: 'data',
  latent: 'latent',
  networks: 'networks',
  initialisation: 'networks',
  objective: 'objective',
  optimisers: 'optimisers',
  schedule: 'schedule',
  samples: 'samples',
  ema: 'samples',
  checkpoints: 'checkpoints',
  precision: 'execution',
  execution: 'execution',
};

export function groupOfSetting(path: string): SettingGroup {
  return groupOfPart[path.split('.', 1)[0] ?? ''] ?? 'origin';
}

/** The network that a setting is of, and the setting without it: `optimisers.learningRate` of the generator. */
export function splitByNetwork(path: string): {
  readonly network: 'generator' | 'discriminator' | null;
  readonly name: string;
} {
  for (const network of ['generator', 'discriminator'] as const) {
    const part = `.${network}.`;
    if (path.includes(part)) return { network, name: path.replace(part, '.') };
  }
  return { network: null, name: path };
}

/** `objective.classWeight` → `objectiveClassWeight`: what the texts call a setting. */
export function textKeyOf(name: string): string {
  return name.replace(/\.(.)/g, (_dot, letter: string) => letter.toUpperCase());
}
