import { z } from 'zod';
import { FormatError } from '../formats/format-error';
import type { ForeignTensor } from '../formats/foreign-tensors';
import type { KerasLayer } from './keras-model';
import { worded, type Worded } from '../../shared/wording/worded';

/** A convolution as the studio has it, with its kernel. */
export interface KerasWindow {
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  /** [kernel, kernel, in, out], transposed [kernel, kernel, out, in] */
  readonly weight: Float32Array;
  /** Whether the kernel grew by a row and a column of zeros. */
  readonly grown: boolean;
}

const pair = z.union([
  z
    .int()
    .min(1)
    .transform((size) => [size, size]),
  z.tuple([z.int().min(1), z.int().min(1)]),
]);
const windowSchema = z.object({
  filters: z.int().min(1),
  kernel_size: pair,
  strides: pair.default([1, 1]),
  padding: z.enum(['valid', 'same']).default('valid'),
  data_format: z.enum(['channels_last']).nullish(),
  dilation_rate: pair.default([1, 1]),
  groups: z.int().default(1),
  output_padding: z.null().default(null),
});

/**
 * A `Conv2D` or `Conv2DTranspose`. Where `same` pads unevenly, which the studio's layers do not, a row and a column of zeros
 * in the kernel's beginning make it even: the sums are the same.
 *
 * @param side of what it takes. Pixels
 * @throws FormatError where it cannot be said by the studio's layers
 */
export function kerasWindow(
  { className, name, config }: KerasLayer,
  kernelTensor: ForeignTensor,
  side: number,
): KerasWindow {
  const checked = windowSchema.safeParse(config);
  const refuse = (reason: Worded): never => {
    throw new FormatError(worded('keras.layer', { name: name.slice(0, 100), kind: className, reason }));
  };
  if (!checked.success) return refuse(worded('keras.setting'));
  const { filters, kernel_size, strides, dilation_rate, groups, padding } = checked.data;
  const [kernel, width] = kernel_size as [number, number];
  const [stride, across] = strides as [number, number];
  const isDilated = dilation_rate.some((rate) => rate !== 1) || groups !== 1;
  if (kernel !== width || stride !== across || isDilated) return refuse(worded('keras.windows'));
  const [height, , first, second, ...rest] = kernelTensor.shape;
  const made = className === 'Conv2D' ? second : first;
  if (height !== kernel || rest.length > 0 || made !== filters) return refuse(worded('keras.kernelShape'));
  if (className !== 'Conv2D' && kernel < stride) return refuse(worded('keras.strides'));
  const own = { filters, kernel, stride, padding: 0, weight: kernelTensor.data, grown: false };
  const overhang = padding === 'valid' ? 0 : overhangOf(className, side, kernel, stride);
  if (overhang % 2 === 0) return { ...own, padding: overhang / 2 };
  const weight = grow(kernelTensor);
  return { ...own, kernel: kernel + 1, padding: (overhang + 1) / 2, weight, grown: true };
}

/** How many pixels `same` adds around what a convolution takes, or cuts off what a transposed one makes. */
function overhangOf(className: string, side: number, kernel: number, stride: number): number {
  if (className === 'Conv2DTranspose') return kernel - stride;
  return Math.max((Math.ceil(side / stride) - 1) * stride + kernel - side, 0);
}

/** Zeros as the first row and column. */
function grow({ shape, data }: ForeignTensor): Float32Array {
  const [kernel = 0, , first = 0, second = 0] = shape;
  const numbers = first * second;
  const grown = new Float32Array((kernel + 1) ** 2 * numbers);
  for (let row = 0; row < kernel; row++) {
    const from = row * kernel * numbers;
    grown.set(data.subarray(from, from + kernel * numbers), ((row + 1) * (kernel + 1) + 1) * numbers);
  }
  return grown;
}
