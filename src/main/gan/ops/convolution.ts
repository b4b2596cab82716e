import * as tf from '@tensorflow/tfjs-core';
import { convolveNatively, filterGradientNatively, inputGradientNatively } from './native-convolution';
import { defineOperation, type Operation } from './operation';

/** Stride and padding in PyTorch's meaning, the same for both sides, in pixels; and how exactly to multiply. */
export interface Window {
  readonly stride: number;
  readonly padding: number;
  /**
   * `mixed`: convolutions and their inputs' gradients multiply in half precision and add up in float32; filters'
   * gradients stay float32. The pure-JavaScript backend knows float32 only. Default: `float32`.
   */
  readonly precision?: 'float32' | 'mixed';
}

/** [batch, height, width, channels] */
export type ImageShape = readonly [number, number, number, number];

/*
 * Three operations that are each other's gradients, so that a convolution has derivatives of every order:
 * y = convolve(x, filter), x' = inputGradient(filter, y'), filter' = filterGradient(x, y').
 */

/** x [batch, height, width, in] * filter [kernel, kernel, in, out] → [batch, height', width', out]. */
export const convolve: Operation<'x' | 'filter', Window> = defineOperation({
  name: 'Convolution',
  native: (backend, { x, filter }, window) => convolveNatively(backend, x, filter, window),
  portable: ({ x, filter }, { stride, padding }) =>
    tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, padding, 'NHWC', 1, 'floor'),
  keepsInputs: ['x', 'filter'],
  gradient: (gradient, { inputs: { x, filter } }, window) => ({
    x: () => inputGradient({ filter, gradient }, { ...window, inputShape: x.shape as unknown as ImageShape }),
    filter: () => filterGradient({ x, gradient }, { ...window, filterShape: filter.shape as unknown as ImageShape }),
  }),
});

/** The convolution's gradient with respect to its input of `inputShape`; also the transposed convolution itself. */
export const inputGradient: Operation<'filter' | 'gradient', Window & { readonly inputShape: ImageShape }> =
  defineOperation({
    name: 'ConvolutionInputGradient',
    native: (backend, { filter, gradient }, { inputShape, ...window }) =>
      inputGradientNatively(backend, filter, gradient, window, inputShape),
    portable: ({ filter, gradient }, { stride, padding, inputShape }) =>
      tf
        .engine()
        .runKernel(
          'Conv2DBackpropInput',
          { dy: gradient, filter },
          { strides: stride, pad: padding, dataFormat: 'NHWC', dimRoundingMode: 'floor', inputShape: [...inputShape] },
        ),
    keepsInputs: ['filter', 'gradient'],
    gradient: (second, { inputs: { filter, gradient } }, { stride, padding, precision }) => {
      const window = windowOf(stride, padding, precision);
      return {
        filter: () =>
          filterGradient({ x: second, gradient }, { ...window, filterShape: filter.shape as unknown as ImageShape }),
        gradient: () => convolve({ x: second, filter }, window),
      };
    },
  });

/** The convolution's gradient with respect to its filter of `filterShape` [kernel, kernel, in, out]. */
export const filterGradient: Operation<'x' | 'gradient', Window & { readonly filterShape: ImageShape }> =
  defineOperation({
    name: 'ConvolutionFilterGradient',
    native: (backend, { x, gradient }, { filterShape, ...window }) =>
      filterGradientNatively(backend, x, gradient, window, filterShape),
    portable: ({ x, gradient }, { stride, padding, filterShape }) =>
      tf.engine().runKernel(
        'Conv2DBackpropFilter',
        { x, dy: gradient },
        {
          strides: stride,
          pad: padding,
          dataFormat: 'NHWC',
          dimRoundingMode: 'floor',
          filterShape: [...filterShape],
        },
      ),
    keepsInputs: ['x', 'gradient'],
    gradient: (second, { inputs: { x, gradient } }, { stride, padding, precision }) => {
      const window = windowOf(stride, padding, precision);
      return {
        x: () =>
          inputGradient({ filter: second, gradient }, { ...window, inputShape: x.shape as unknown as ImageShape }),
        gradient: () => convolve({ x, filter: second }, window),
      };
    },
  });

function windowOf(stride: number, padding: number, precision: Window['precision']): Window {
  return precision === undefined ? { stride, padding } : { stride, padding, precision };
}
