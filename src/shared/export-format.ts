import type { Told } from './wording/worded';

/** What a run can be written as. `zip` is the whole run, the others are its generator alone. docs/formats.md tells each. */
export const exportFormats = ['safetensors', 'pytorch', 'onnx', 'tfjs', 'zip'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How the names of files end, without the dot; null: a folder. */
export const exportExtensions: Readonly<Record<ExportFormat, string | null>> = {
  safetensors: 'safetensors',
  pytorch: 'pth',
  onnx: 'onnx',
  tfjs: null,
  zip: 'zip',
};

/** What came of an export. */
export interface ExportedRun {
  /** Null where the whole run was written. */
  readonly step: number | null;
  readonly weights: GeneratorWeights | null;
  /** Sentences about what was passed over: damaged checkpoints, files that are none. */
  readonly notices: readonly Told[];
}

/** `ema` = the moving average of the generator, `raw` = what training has just made. */
export type GeneratorWeights = 'ema' | 'raw';
