import { assertNever } from './assert-never';
import { formatShape, type Shape } from './tensor';

/** What a layer needs of its input and does not get. */
export type LayerNeed =
  /** It takes one input, and was given several or none. */
  | { readonly kind: 'oneInput' }
  /** It works on a flat list of numbers. */
  | { readonly kind: 'flat' }
  /** It works on height x width x channels. */
  | { readonly kind: 'image' }
  | { readonly kind: 'axis' }
  | { readonly kind: 'label' }
  /** A reshape whose target has another number of numbers than its input. */
  | { readonly kind: 'numbers'; readonly wanted: number; readonly got: number; readonly shape: Shape }
  /** Joined inputs must be alike but for the last axis. */
  | { readonly kind: 'alikeButLast' }
  /** Added inputs must have the same shape. */
  | { readonly kind: 'same' }
  | { readonly kind: 'paddingBelowKernel'; readonly kernel: number }
  /** Its sides would be less than a pixel. */
  | {
      readonly kind: 'largerSides';
      readonly side: number;
      readonly kernel: number;
      readonly stride: number;
      readonly padding: number;
    };

/** The need as the end of a sentence that begins with "Layer … needs". */
export function needText(need: LayerNeed): string {
  switch (need.kind) {
    case 'oneInput':
      return 'one input, not several';
    case 'flat':
      return 'a flat input; put a flatten layer before it';
    case 'image':
      return 'an image (height x width x channels); put a reshape layer before it';
    case 'axis':
      return 'at least one axis';
    case 'label':
      return 'the label; give it the input "label"';
    case 'numbers':
      return `${need.wanted} numbers to form ${formatShape(need.shape)}, not ${need.got}`;
    case 'alikeButLast':
      return 'inputs that are alike but for their last axis';
    case 'same':
      return 'inputs of the same shape';
    case 'paddingBelowKernel':
      return `a padding below its kernel of ${need.kernel}`;
    case 'largerSides':
      return `sides that leave at least one pixel with kernel ${need.kernel}, stride ${need.stride}, padding ${need.padding}`;
    default:
      return assertNever(need);
  }
}
