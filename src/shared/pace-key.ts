import type { Recipe } from './recipe';

/** 8 hexadecimal digits that are the same for recipes whose steps compute the same. */
export function paceKey({ data, latent, classes, networks, objective, optimisers, schedule, ...rest }: Recipe): string {
  const { kind: generator, gradientNorm: shortened } = optimisers.generator;
  const { kind: discriminator, gradientNorm, weightLimit } = optimisers.discriminator;
  const decisive = [
    [data.side, data.channels, latent.size, classes, networks],
    [objective.kind, objective.sharedFake, objective.separateHalves, objective.gradientPenalty?.kind ?? null],
    [generator, shortened === null, discriminator, gradientNorm === null, weightLimit === null],
    [schedule.batchSize, schedule.turns, rest.augmentation.differentiable, rest.ema === null],
    [rest.precision, rest.execution],
  ];
  return hash(canonical(decisive)).toString(16).padStart(8, '0');
}

/** Plain data as text, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
