import type { Activations } from '../../shared/explore';
import type { LayerOutput } from '../gan/explored-model';

/** Channels that are sent as pictures; the figures are of all of them. */
export const mostChannels = 64;

/** A layer's output as grey images, one a channel, all on one scale. A flat one is one row of numbers a line of 16. */
export function activationTiles(step: number, { values, shape }: LayerOutput): Activations {
  const [height = 1, width = 1, channels = 1] = shape.length === 3 ? shape : flatShape(values.length);
  let [low, high, sum, zeros] = [Infinity, -Infinity, 0, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
    if (value === 0) zeros++;
  }
  const shown = Math.min(channels, mostChannels);
  const pixels = new Uint8Array(shown * height * width);
  const scale = high > low ? 255 / (high - low) : 0;
  for (let channel = 0; channel < shown; channel++) {
    for (let place = 0; place < height * width; place++) {
      const value = values[place * channels + channel] ?? low;
      pixels[channel * height * width + place] = Math.round((value - low) * scale);
    }
  }
  return {
    step,
    shape,
    tiles: { step, shape: [shown, height, width, 1], pixels },
    channels,
    low,
    high,
    mean: sum / values.length,
    zeros: zeros / values.length,
  };
}

/** A rectangle that holds all numbers of a flat output, at most 32 wide. */
function flatShape(count: number): readonly [number, number, number] {
  const width = Math.min(32, Math.ceil(Math.sqrt(count)));
  return [Math.ceil(count / width), width, 1];
}
