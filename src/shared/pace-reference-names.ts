/** Names of `paceReferences`, apart from the recipes: whoever only asks for one by name starts without making them. */
export const paceReferenceNames = [
  'dense, batch 16',
  'dense, batch 256',
  'narrow convolutions, batch 4',
  'narrow convolutions, batch 32',
  'wide convolutions, batch 32',
  'larger images, batch 8',
  'deep and wide, batch 4',
  'gradient penalty, batch 16',
  'op by op, batch 8',
  'mixed precision, batch 16',
] as const;

export type PaceReferenceName = (typeof paceReferenceNames)[number];
