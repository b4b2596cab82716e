/** Three equal channels, red, green and blue, out of each grey pixel; 0 to 255. */
export function greyToColour(grey: Uint8Array): Uint8Array {
  const coloured = new Uint8Array(grey.length * 3);
  for (let index = 0, to = 0; index < grey.length; index++) {
    const value = grey[index] as number;
    coloured[to++] = value;
    coloured[to++] = value;
    coloured[to++] = value;
  }
  return coloured;
}
