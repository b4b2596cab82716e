import type { Shape } from './tensor';

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
