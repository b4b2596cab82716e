import { describeNetwork, networkInputShape, type NetworkRole, type Recipe } from '../../shared/recipe';
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
  for (const { outputShape } of describeNetwork(recipe, role).layers) add(outputShape);
  return shapes.map((shape) => barOf(shape, recipe.data.side));
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
