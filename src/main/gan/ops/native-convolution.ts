import * as tf from '@tensorflow/tfjs-core';
import { elementCount, type Shape } from '../../../shared/tensor';
import type { ImageShape, Window } from './convolution';
import {
  boolAttribute,
  intAttribute,
  stringAttribute,
  typeAttribute,
  type NativeBackend,
  type NativeTensor,
  type NativeType,
  type OpAttribute,
} from './native-backend';

/*
 * Which native ops a convolution becomes. TensorFlow has fast processor kernels (oneDNN) for the gradients only with its
 * own two paddings, `SAME` and `VALID`; explicit lists of paddings fall to kernels that take two to five times as long,
 * unless the image has few channels, where those are the faster ones.
 */

type Padding = 'SAME' | 'VALID' | 'EXPLICIT';

/** One side of a convolution: input and output side, kernel, stride, padding in PyTorch's meaning. Pixels. */
interface Side extends Window {
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
}

/** Where the wanted input lies in the one that the native op works on. Pixels. */
interface Extent {
  readonly side: number;
  readonly offset: number;
}

/** Below this many channels an explicit padding list is the faster way to the input's gradient. */
const fewChannels = 8;

export function convolveNatively(backend: NativeBackend, x: tf.Tensor, filter: tf.Tensor, window: Window): tf.Tensor {
  if (!seesWholeImage(x.shape, filter.shape, window)) {
    return multiplyImages(backend, 'Conv2D', window, 'EXPLICIT', [x, filter]);
  }
  return tf.tidy(() => {
    const product = multiply(backend, asRows(backend, x), asMatrix(backend, filter), false, false);
    return reshape(backend, product, [sizeAt(x.shape, 0), 1, 1, sizeAt(filter.shape, 3)]);
  });
}

export function inputGradientNatively(
  backend: NativeBackend,
  filter: tf.Tensor,
  gradient: tf.Tensor,
  window: Window,
  inputShape: ImageShape,
): tf.Tensor {
  return tf.tidy(() => {
    if (seesWholeImage(inputShape, filter.shape, window)) {
      const product = multiply(backend, asRows(backend, gradient), asMatrix(backend, filter), false, true);
      return reshape(backend, product, inputShape);
    }
    const sides = sidesOf(inputShape, filter.shape, gradient.shape, window);
    const { padding, rows, columns } = planInputGradient(...sides, inputShape[3]);
    const worked = [inputShape[0], rows.side, columns.side, inputShape[3]] as const;
    const inputs = [intVector(worked), filter, gradient];
    const result = multiplyImages(backend, 'Conv2DBackpropInput', window, padding, inputs);
    if (rows.side === inputShape[1] && columns.side === inputShape[2]) return result;
    const begin = intVector([0, rows.offset, columns.offset, 0]);
    const slice = [typeAttribute('T'), typeAttribute('Index', 'int32')];
    return backend.executeSingleOutput('Slice', slice, [result, begin, intVector(inputShape)]);
  });
}

export function filterGradientNatively(
  backend: NativeBackend,
  x: tf.Tensor,
  gradient: tf.Tensor,
  window: Window,
  filterShape: ImageShape,
): tf.Tensor {
  return tf.tidy(() => {
    if (seesWholeImage(x.shape, filterShape, window)) {
      const product = multiply(backend, asRows(backend, x), asRows(backend, gradient), true, false);
      return reshape(backend, product, filterShape);
    }
    const [rows, columns] = sidesOf(x.shape, filterShape, gradient.shape, window);
    const same = isSame(rows) && isSame(columns);
    return backend.executeSingleOutput('Conv2DBackpropFilter', attributes(window, same ? 'SAME' : 'VALID'), [
      same ? x : padImage(backend, x, rows, columns),
      intVector(filterShape),
      gradient,
    ]);
  });
}

/** The kernel covers the image exactly: one output pixel, hence a matrix product. */
function seesWholeImage(input: Shape, filter: Shape, { padding }: Window): boolean {
  return padding === 0 && input[1] === filter[0] && input[2] === filter[1];
}

function sidesOf(input: Shape, filter: Shape, output: Shape, window: Window): [rows: Side, columns: Side] {
  const side = (axis: 1 | 2): Side => ({
    ...window,
    input: sizeAt(input, axis),
    output: sizeAt(output, axis),
    kernel: sizeAt(filter, axis - 1),
  });
  return [side(1), side(2)];
}

function planInputGradient(
  rows: Side,
  columns: Side,
  channels: number,
): { readonly padding: Padding; readonly rows: Extent; readonly columns: Extent } {
  if (channels < fewChannels) {
    return { padding: 'EXPLICIT', rows: { side: rows.input, offset: 0 }, columns: { side: columns.input, offset: 0 } };
  }
  const sameRows = sameExtent(rows);
  const sameColumns = sameExtent(columns);
  if (sameRows && sameColumns) return { padding: 'SAME', rows: sameRows, columns: sameColumns };
  return { padding: 'VALID', rows: validExtent(rows), columns: validExtent(columns) };
}

/** `SAME` works on output · stride pixels, and begins half of its own padding outside of them. */
function sameExtent({ input, output, kernel, stride, padding }: Side): Extent | undefined {
  const side = output * stride;
  const offset = padding - Math.floor(Math.max(kernel - stride, 0) / 2);
  return offset >= 0 && offset + input <= side ? { side, offset } : undefined;
}

/** `VALID` works on the padded image; what the stride leaves over at the end belongs to it. */
function validExtent({ input, output, kernel, stride, padding }: Side): Extent {
  return { side: Math.max((output - 1) * stride + kernel, padding + input), offset: padding };
}

/** Whether TensorFlow's `SAME` means exactly this padding. */
function isSame({ input, output, kernel, stride, padding }: Side): boolean {
  const total = Math.max((output - 1) * stride + kernel - input, 0);
  return output === Math.ceil(input / stride) && padding === Math.floor(total / 2);
}

function padImage(backend: NativeBackend, x: tf.Tensor, rows: Side, columns: Side): tf.Tensor {
  const [top, bottom] = paddingOf(rows);
  const [left, right] = paddingOf(columns);
  if (top + bottom + left + right === 0) return x;
  const paddings = tf.tensor2d([0, 0, top, bottom, left, right, 0, 0], [4, 2], 'int32');
  return backend.executeSingleOutput('Pad', [typeAttribute('T'), typeAttribute('Tpaddings', 'int32')], [x, paddings]);
}

/** Rows of zeros before and after: none at the end where the stride never gets there. */
function paddingOf({ input, output, kernel, stride, padding }: Side): readonly [before: number, after: number] {
  return [padding, Math.max(0, (output - 1) * stride + kernel - input - padding)];
}

/** One of the ops that multiply images with filters, in the precision that the window asks for. */
function multiplyImages(
  backend: NativeBackend,
  op: string,
  window: Window,
  padding: Padding,
  inputs: readonly tf.Tensor[],
): tf.Tensor {
  if (window.precision !== 'mixed') return backend.executeSingleOutput(op, attributes(window, padding), inputs);
  // processors have bfloat16 where they have anything; graphics cards of every age have float16
  const half = backend.isUsingGpuDevice ? 'float16' : 'bfloat16';
  return executeInHalf(backend, half, op, attributes(window, padding, half), inputs);
}

/** Floats go in and come out as float32; what lies between has no name in tfjs, hence plain native ids. */
function executeInHalf(
  backend: NativeBackend,
  half: NativeType,
  op: string,
  opAttributes: readonly OpAttribute[],
  inputs: readonly tf.Tensor[],
): tf.Tensor {
  const { binding } = backend;
  const passing: number[] = [];
  const execute = (name: string, given: readonly OpAttribute[], ids: readonly number[]): NativeTensor => {
    const [result] = binding.executeOp(name, given, ids, 1);
    if (!result) throw new Error(`${name} came back without its output.`);
    return result;
  };
  const cast = (id: number, from: NativeType, to: NativeType): NativeTensor =>
    execute('Cast', [typeAttribute('SrcT', from), typeAttribute('DstT', to), boolAttribute('Truncate', false)], [id]);
  try {
    const ids = backend.getInputTensorIds(inputs).map((id, index) => {
      if (inputs[index]?.dtype !== 'float32') return id;
      passing.push(cast(id, 'float32', half).id);
      return passing.at(-1) ?? id;
    });
    passing.push(execute(op, opAttributes, ids).id);
    return backend.createOutputTensor(cast(passing.at(-1) ?? 0, half, 'float32'));
  } finally {
    for (const id of passing) binding.deleteTensor(id);
  }
}

function attributes({ stride, padding }: Window, mode: Padding, type: NativeType = 'float32'): readonly OpAttribute[] {
  const explicit = mode === 'EXPLICIT' && padding > 0;
  return [
    typeAttribute('T', type),
    intAttribute('strides', [1, stride, stride, 1]),
    stringAttribute('padding', mode === 'EXPLICIT' && !explicit ? 'VALID' : mode),
    intAttribute('explicit_paddings', explicit ? [0, 0, padding, padding, padding, padding, 0, 0] : []),
    stringAttribute('data_format', 'NHWC'),
    intAttribute('dilations', [1, 1, 1, 1]),
    boolAttribute('use_cudnn_on_gpu', true),
  ];
}

function multiply(
  backend: NativeBackend,
  a: tf.Tensor,
  b: tf.Tensor,
  transposeA: boolean,
  transposeB: boolean,
): tf.Tensor {
  const transposition = [boolAttribute('transpose_a', transposeA), boolAttribute('transpose_b', transposeB)];
  return backend.executeSingleOutput('MatMul', [...transposition, typeAttribute('T')], [a, b]);
}

function reshape(backend: NativeBackend, x: tf.Tensor, shape: Shape): tf.Tensor {
  return backend.executeSingleOutput(
    'Reshape',
    [typeAttribute('T'), typeAttribute('Tshape', 'int32')],
    [x, intVector(shape)],
  );
}

/** [batch, height, width, channels] → [batch, height · width · channels] */
function asRows(backend: NativeBackend, x: tf.Tensor): tf.Tensor {
  return reshape(backend, x, [sizeAt(x.shape, 0), elementCount(x.shape.slice(1))]);
}

/** [kernel, kernel, in, out] → [kernel · kernel · in, out] */
function asMatrix(backend: NativeBackend, filter: tf.Tensor): tf.Tensor {
  return reshape(backend, filter, [elementCount(filter.shape.slice(0, 3)), sizeAt(filter.shape, 3)]);
}

function intVector(values: Shape): tf.Tensor {
  return tf.tensor1d([...values], 'int32');
}

function sizeAt(shape: Shape, axis: number): number {
  const size = shape[axis];
  if (size === undefined) throw new Error(`A convolution needs four axes, not the shape [${shape.join(', ')}].`);
  return size;
}
