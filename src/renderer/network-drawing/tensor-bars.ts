import { describeNetwork, networkInputShape, type NetworkRole, type Recipe } from '../../shared/recipe';
import type { LayerDescription, NetworkDescription } from '../../shared/shape-inference';
import { elementCount, type Shape } from '../../shared/tensor';

/** One tensor of a network: height stands for its side, width for the logarithm of its channels. */
export interface TensorBar {
  readonly width: number;
  readonly height: number;
}

/** Drawing units of a bar as tall as the image. */
export const tallest = 45;
const slimmest = 5;
/** Flat tensors have no channels; they get the width of a few. */
const flatWidth = 8;

/** The tensors between a network's input and output, in the order in which data flows. */
export function tensorBars(recipe: Recipe, role: NetworkRole): readonly TensorBar[] {
  const shapes: Shape[] = [];
  const add = (shape: Shape): void => {
    const last = shapes.at(-1);
    // reshaping moves no number: the picture of a tensor counts, not its flat form
    if (last && elementCount(last) === elementCount(shape)) {
      if (shape.length > last.length) shapes[shapes.length - 1] = shape;
      return;
    }
    shapes.push(shape);
  };
  add(networkInputShape(recipe, role));
  for (const { layer, outputShape } of mainPath(describeNetwork(recipe, role))) {
    // a label that is joined in makes the same tensor wider
    if (layer.kind === 'concat') shapes.pop();
    add(outputShape);
  }
  return shapes.map((shape) => barOf(shape, recipe.data.side));
}

/** The layers through which the network's input becomes its output; joined labels and second heads are left out. */
function mainPath({ layers }: NetworkDescription): readonly LayerDescription[] {
  const byId = new Map(layers.map((description) => [description.layer.id, description]));
  const path: LayerDescription[] = [];
  let next = layers.at(-1);
  while (next) {
    path.unshift(next);
    next = byId.get(next.sources[0] ?? '');
  }
  return path;
}

function barOf(shape: Shape, imageSide: number): TensorBar {
  const [height, , channels] = shape;
  const flat = channels === undefined;
  const side = flat ? Math.sqrt(elementCount(shape)) : (height ?? 1);
  return {
    width: flat ? (side === 1 ? slimmest : flatWidth) : slimmest + Math.log2(channels),
    height: Math.max(slimmest, tallest * Math.min(1, side / imageSide) ** 0.7),
  };
}

/** A tensor as a small sign of `size` drawing units: the bar of the drawings, its height the side, its width the channels. */
export function glyphOf(shape: Shape, imageSide: number, size: number): TensorBar {
  const { width, height } = barOf(shape, imageSide);
  return { width: Math.min(size, width * 1.15), height: (height * size) / tallest };
}

/** A tensor lying down, as it stands in the flow from top to bottom: its width the side, its height the channels. */
export function flowBar(shape: Shape, imageSide: number): TensorBar {
  const { width, height } = barOf(shape, imageSide);
  return { width: 16 + (88 * (height - slimmest)) / (tallest - slimmest), height: Math.min(20, 4 + width) };
}
