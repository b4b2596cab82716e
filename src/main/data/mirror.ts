/**
 * Turns some images left to right, in place.
 *
 * @param pixels [batch, height, width, channels]
 * @param chosen [batch], whether an image is turned
 */
export function mirrorImages(
  pixels: Uint8Array,
  [height, width, channels]: readonly [number, number, number],
  chosen: readonly boolean[],
): void {
  const line = width * channels;
  for (const [image, isChosen] of chosen.entries()) {
    if (!isChosen) continue;
    for (let row = 0; row < height; row++) mirrorLine(pixels, (image * height + row) * line, width, channels);
  }
}

function mirrorLine(pixels: Uint8Array, start: number, width: number, channels: number): void {
  for (let left = 0, right = width - 1; left < right; left++, right--) {
    for (let channel = 0; channel < channels; channel++) {
      const [a, b] = [start + left * channels + channel, start + right * channels + channel];
      const held = pixels[a] as number;
      pixels[a] = pixels[b] as number;
      pixels[b] = held;
    }
  }
}
