/** How a layer's side and weights come about, as formulas with the layer's own numbers. */
import { convOutputSide, transposedConvOutputSide } from '../../shared/layer-shapes';
import type { LayerSpec } from '../../shared/layer-specs';
import { elementCount, type Shape } from '../../shared/tensor';

/** A piece of a formula; what the person can change stands out. */
export interface FormulaPart {
  readonly text: string;
  readonly isSetting: boolean;
}

export interface SizeFormula {
  /** What is computed: the image's side, the number of features or channels. */
  readonly of: 'side' | 'numbers' | 'channels';
  readonly parts: readonly FormulaPart[];
}

const fixed = (text: string | number): FormulaPart => ({ text: String(text), isSetting: false });
const setting = (value: number): FormulaPart => ({ text: String(value), isSetting: true });

/** Null where the layer keeps the shape that it gets, or says its own. */
export function sizeFormula(layer: LayerSpec, inputs: readonly Shape[]): SizeFormula | null {
  const [input = []] = inputs;
  const [side = 1] = input;
  if (layer.kind === 'conv' || layer.kind === 'transposedConv' || layer.kind === 'upsample') {
    return input.length === 3 ? { of: 'side', parts: sideParts(layer, side) } : null;
  }
  if (layer.kind === 'flatten') return numbers([fixed(`${input.join(' · ')} = ${elementCount(input)}`)]);
  if (layer.kind === 'reshape') return numbers(reshapeParts(layer.shape));
  if (layer.kind === 'minibatchDiscrimination') {
    return numbers([fixed(`${side} + `), setting(layer.features), fixed(` = ${side + layer.features}`)]);
  }
  if (layer.kind !== 'concat') return null;
  const channels = inputs.map((shape) => shape.at(-1) ?? 0);
  const sum = channels.reduce((total, size) => total + size, 0);
  return { of: 'channels', parts: [fixed(`${channels.join(' + ')} = ${sum}`)] };
}

function numbers(parts: readonly FormulaPart[]): SizeFormula {
  return { of: 'numbers', parts };
}

function sideParts(
  layer: Extract<LayerSpec, { kind: 'conv' | 'transposedConv' | 'upsample' }>,
  side: number,
): readonly FormulaPart[] {
  if (layer.kind === 'upsample') {
    return [fixed(`${side} · `), setting(layer.factor), fixed(` = ${side * layer.factor}`)];
  }
  const { kernel, stride, padding } = layer;
  if (layer.kind === 'transposedConv') {
    const result = transposedConvOutputSide(side, kernel, stride, padding);
    const moved = [fixed(`(${side} - 1) · `), setting(stride), fixed(' - 2 · '), setting(padding)];
    return [...moved, fixed(' + '), setting(kernel), fixed(` = ${result}`)];
  }
  const result = convOutputSide(side, kernel, stride, padding);
  const above = [fixed(`⌊(${side} + 2 · `), setting(padding), fixed(' - '), setting(kernel)];
  return [...above, fixed(') / '), setting(stride), fixed(`⌋ + 1 = ${result}`)];
}

function reshapeParts(shape: Shape): readonly FormulaPart[] {
  const sizes = shape.flatMap((size, index) => (index === 0 ? [setting(size)] : [fixed(' · '), setting(size)]));
  return [...sizes, fixed(` = ${elementCount(shape)}`)];
}
