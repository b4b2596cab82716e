/** The settings of each kind of layer, with their limits as the recipe's schema has them. */
import { assertNever } from '../../shared/assert-never';
import { leaveOut } from '../../shared/leave-out';
import { layerSpecSchema, type LayerKind, type LayerSpec } from '../../shared/layer-specs';

export type NumberFieldName =
  | 'units'
  | 'filters'
  | 'kernel'
  | 'stride'
  | 'padding'
  | 'slope'
  | 'factor'
  | 'rate'
  | 'deviation'
  | 'size'
  | 'features';
export type FlagFieldName = 'bias' | 'spectralNorm';

export type LayerField =
  | {
      readonly type: 'number';
      readonly name: NumberFieldName;
      readonly min: number;
      readonly max: number;
      /** What a press on a stepper adds; `double` = powers of two. */
      readonly step: number | 'double';
    }
  | { readonly type: 'flag'; readonly name: FlagFieldName }
  | { readonly type: 'shape'; readonly name: 'shape' };

const count = (name: NumberFieldName): LayerField => ({ type: 'number', name, min: 1, max: 65_536, step: 'double' });
const number = (name: NumberFieldName, min: number, max: number, step: number): LayerField => {
  return { type: 'number', name, min, max, step };
};
const bias: LayerField = { type: 'flag', name: 'bias' };
const spectralNorm: LayerField = { type: 'flag', name: 'spectralNorm' };

export function fieldsOf(kind: LayerKind): readonly LayerField[] {
  switch (kind) {
    case 'dense':
      return [count('units'), bias, spectralNorm];
    case 'conv':
    case 'transposedConv':
      return [
        count('filters'),
        number('kernel', 1, 64, 1),
        number('stride', 1, 16, 1),
        number('padding', 0, 32, 1),
        bias,
        spectralNorm,
      ];
    case 'leakyRelu':
      return [number('slope', 0, 1, 0.05)];
    case 'reshape':
      return [{ type: 'shape', name: 'shape' }];
    case 'upsample':
      return [number('factor', 2, 8, 1)];
    case 'dropout':
      return [number('rate', 0, 0.95, 0.05)];
    case 'noise':
      return [number('deviation', 0.01, 10, 0.05)];
    case 'embedding':
      return [count('size')];
    case 'minibatchDiscrimination':
      return [count('features'), count('kernel')];
    case 'batchNorm':
    case 'layerNorm':
    case 'instanceNorm':
    case 'relu':
    case 'tanh':
    case 'sigmoid':
    case 'softplus':
    case 'flatten':
    case 'concat':
    case 'add':
    case 'minibatchDeviation':
      return [];
    default:
      return assertNever(kind);
  }
}

export type FieldValue = number | boolean | readonly number[];

/** What a layer's setting is; a flag that was never set is off. */
export function fieldValue(layer: LayerSpec, field: LayerField): FieldValue {
  const value = (layer as unknown as Readonly<Record<string, FieldValue | undefined>>)[field.name];
  return value ?? (field.type === 'flag' ? false : field.type === 'shape' ? [] : field.min);
}

/** The layer with another setting; null where the recipe allows no such value. */
export function withField(layer: LayerSpec, name: LayerField['name'], value: FieldValue): LayerSpec | null {
  // what is off need not be said
  const isDefault = name === 'spectralNorm' && value === false;
  const checked = layerSpecSchema.safeParse(isDefault ? leaveOut(layer, name) : { ...layer, [name]: value });
  return checked.success ? checked.data : null;
}

/** The next value of a stepper, within the limits. */
export function stepField(field: LayerField, value: number, direction: 1 | -1): number {
  if (field.type !== 'number') return value;
  return Math.min(field.max, Math.max(field.min, stepFrom(field.step, value, direction)));
}

function stepFrom(step: number | 'double', value: number, direction: 1 | -1): number {
  if (step !== 'double') return Number((value + direction * step).toFixed(6));
  const power = direction > 0 ? Math.floor(Math.log2(value)) + 1 : Math.ceil(Math.log2(value)) - 1;
  return 2 ** power;
}

/** `4 x 4 x 256`, `4, 4, 256` or `4×4×256` as numbers; null where it is no shape. */
export function readShape(text: string): readonly number[] | null {
  const sizes = text
    .trim()
    .split(/\s*[x×*,\s]\s*/)
    .map(Number);
  const isShape = sizes.length <= 3 && sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= 65_536);
  return isShape ? sizes : null;
}
