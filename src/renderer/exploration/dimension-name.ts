import type { DimensionEffect } from '../../shared/explore';
import { imageMeasureNames, type ImageMeasureName } from '../../shared/image-measures';

/** A measure must go this far from end to end, in standard deviations of it among samples. */
const leastMove = 1.5;
/** And so many times as far as every other one. */
const leastLead = 1.5;

/** What a dimension was measured to change first of all; null where no single measure stands out. */
export function dimensionMeasure({ measures }: DimensionEffect): ImageMeasureName | null {
  const moves = imageMeasureNames
    .map((name) => ({ name, move: Math.abs(measures[name]) }))
    .sort((a, b) => b.move - a.move);
  const [first, second] = moves;
  if (!first || first.move < leastMove) return null;
  return second && first.move < leastLead * second.move ? null : first.name;
}

/** Dimensions by how much they change the picture, the most first. */
export function byEffect(effects: readonly DimensionEffect[]): readonly number[] {
  return effects.map((_, dimension) => dimension).sort((a, b) => (effects[b]?.change ?? 0) - (effects[a]?.change ?? 0));
}
