/** Red, green, blue; 0 to 255. */
export type Colour = readonly [number, number, number];

export const black: Colour = [0, 0, 0];
export const white: Colour = [255, 255, 255];

/** @param hexadecimal `#rrggbb` */
export function parseColour(hexadecimal: string): Colour {
  const value = Number.parseInt(hexadecimal.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function isGrey([red, green, blue]: Colour): boolean {
  return red === green && green === blue;
}

/** Black or white, whichever reads better on it: the one with the higher contrast after WCAG 2. */
export function inkOn(background: Colour): Colour {
  const [red = 0, green = 0, blue = 0] = background.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? black : white;
}
