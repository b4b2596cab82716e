/** What can be measured of an image as a whole: moments of its brightness. */
export interface ImageMeasures {
  /** Mean brightness, 0 to 255. */
  readonly brightness: number;
  /** Centre of the brightness. Pixels from the left and from the top. */
  readonly across: number;
  readonly down: number;
  /** Standard deviation of the brightness' place along each axis. Pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels that the brightness moves to the right for each that it moves up. */
  readonly slant: number;
}

export const imageMeasureNames = ['brightness', 'across', 'down', 'width', 'height', 'slant'] as const;
export type ImageMeasureName = (typeof imageMeasureNames)[number];

/**
 * @param values [height, width, channels], darkest 0 to brightest 255; the channels count alike
 * @returns the centre and no extent where the image is black
 */
export function measureImage(values: ArrayLike<number>, height: number, width: number): ImageMeasures {
  const channels = values.length / (height * width);
  let [total, across, down] = [0, 0, 0];
  const light = new Float64Array(height * width);
  for (let pixel = 0; pixel < light.length; pixel++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += values[pixel * channels + channel] as number;
    light[pixel] = sum / channels;
    total += sum / channels;
    across += (sum / channels) * (pixel % width);
    down += (sum / channels) * Math.floor(pixel / width);
  }
  const brightness = total / light.length;
  if (total <= 0) return { brightness, across: (width - 1) / 2, down: (height - 1) / 2, width: 0, height: 0, slant: 0 };
  const [x0, y0] = [across / total, down / total];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [pixel, share] of light.entries()) {
    const [x, y] = [(pixel % width) - x0, Math.floor(pixel / width) - y0];
    xx += share * x * x;
    yy += share * y * y;
    xy += share * x * y;
  }
  return {
    brightness,
    across: x0,
    down: y0,
    width: Math.sqrt(xx / total),
    height: Math.sqrt(yy / total),
    // down is positive in pictures; without height nothing leans
    slant: xy === 0 || yy < 1e-9 * total ? 0 : -xy / yy,
  };
}
