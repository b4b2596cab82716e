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

/** `ema` = the moving average of the generator, `raw` = what training has just made. */
export type GeneratorWeights = 'ema' | 'raw';
