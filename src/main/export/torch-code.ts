import { assertNever } from '../../shared/assert-never';
import { StudioError } from '../../shared/studio-error';
import type { Shape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { noEqual, type ExportedGenerator, type ExportedLayer } from './generator';
import { channelsFirst, isTurned } from './torch-state';

/** Ids that no attribute of a PyTorch module can have: Python's keywords and what every module has. */
const takenNames: ReadonlySet<string> = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield ' +
    'apply bfloat16 buffers children compile cpu cuda double eval float forward half ipu modules mtia parameters to ' +
    'train training type xpu'
  ).split(' '),
);

/**
 * A Python file with a PyTorch module whose state_dict is the exported one.
 *
 * @throws StudioError `invalid-request` for a layer that PyTorch has no equal of, or whose id cannot be an attribute
 */
export function torchCode(generator: ExportedGenerator): string {
  const { layers } = generator;
  const modules = layers.flatMap((described) => moduleOf(described).map((made) => [described.layer.id, made] as const));
  const taken = modules.find(([id]) => takenNames.has(id));
  if (taken) {
    const message = worded('export.pythonName', { layer: taken[0] });
    throw new StudioError('invalid-request', message);
  }
  const takesLabel = layers.some(({ sources }) => sources.includes('label'));
  return [
    ...introduction(generator, takesLabel),
    'class Generator(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    ...modules.map(([id, made]) => `        self.${id} = ${made}`),
    '',
    `    def forward(self, z${takesLabel ? ', label' : ''}):`,
    ...forwardLines(layers).map((line) => `        ${line}`),
    '',
  ].join('\n');
}

function introduction({ recipe, step, weights }: ExportedGenerator, takesLabel: boolean): readonly string[] {
  const { data, latent, classes } = recipe;
  const draw = latent.distribution === 'normal' ? 'torch.randn' : '2 * torch.rand';
  const latents = `${draw}(16, ${latent.size})${latent.distribution === 'normal' ? '' : ' - 1'}`;
  const labels = takesLabel ? `, torch.arange(16) % ${classes}` : '';
  const images = `[16, ${data.channels}, ${data.side}, ${data.side}] in ${data.range}`;
  // a JSON text cannot end the comment
  const preset = JSON.stringify(recipe.preset);
  return [
    `"""The generator of ${preset} at step ${step} (${weights === 'ema' ? 'moving average' : 'raw weights'}), from GAN Studio.`,
    '',
    '    generator = Generator()',
    '    generator.load_state_dict(torch.load("FILE.pth", weights_only=True))',
    '    generator.eval()',
    `    images = generator(${latents}${labels})  # ${images}`,
    '"""',
    '',
    'import torch',
    'from torch import nn',
    '',
    '',
  ];
}

/** What a layer is in `__init__`; nothing where it has no numbers. */
function moduleOf({ layer, inputShape, outputShape }: ExportedLayer): readonly string[] {
  const channels = inputShape.at(-1) ?? 0;
  switch (layer.kind) {
    case 'dense':
      return [`nn.Linear(${channels}, ${layer.units}, bias=${truth(layer.bias)})`];
    case 'conv':
    case 'transposedConv': {
      const name = layer.kind === 'conv' ? 'nn.Conv2d' : 'nn.ConvTranspose2d';
      const window = `stride=${layer.stride}, padding=${layer.padding}, bias=${truth(layer.bias)}`;
      return [`${name}(${channels}, ${layer.filters}, ${layer.kernel}, ${window})`];
    }
    case 'batchNorm':
      return [`nn.BatchNorm${outputShape.length === 3 ? '2d' : '1d'}(${channels})`];
    case 'layerNorm':
      return [`nn.LayerNorm([${channelsFirst(outputShape).join(', ')}])`];
    case 'embedding':
      return [`nn.Embedding(${channels}, ${layer.size})`];
    case 'instanceNorm':
    case 'relu':
    case 'leakyRelu':
    case 'tanh':
    case 'sigmoid':
    case 'softplus':
    case 'dropout':
    case 'noise':
    case 'concat':
    case 'add':
    case 'flatten':
    case 'reshape':
    case 'upsample':
    case 'minibatchDiscrimination':
    case 'minibatchDeviation':
      return [];
    default:
      return assertNever(layer);
  }
}

function truth(value: boolean): string {
  return value ? 'True' : 'False';
}

/** Most layers hand `x` on; what is taken again later has a name of its own. */
function forwardLines(layers: readonly ExportedLayer[]): readonly string[] {
  const variables = new Map([['input', 'z']]);
  const lines = layers.map((described, index) => {
    const inputs = described.sources.map((source, place) => variables.get(source) ?? oneHot(described, place));
    const { id } = described.layer;
    const goesFurther = layers.some(({ sources }, later) => later > index + 1 && sources.includes(id));
    const variable = goesFurther ? `${id}_made` : 'x';
    variables.set(id, variable);
    return `${variable} = ${expressionOf(described, inputs)}`;
  });
  const last = layers.at(-1)?.layer.id ?? 'input';
  return [...lines, `return ${variables.get(last) ?? 'z'}`];
}

function oneHot({ inputShapes }: ExportedLayer, place: number): string {
  return `nn.functional.one_hot(label, ${inputShapes[place]?.[0] ?? 0}).float()`;
}

/** Images are [batch, channels, height, width]. */
function expressionOf(described: ExportedLayer, inputs: readonly string[]): string {
  const { layer, sources, inputShape, outputShape } = described;
  const [x = 'z'] = inputs;
  switch (layer.kind) {
    case 'dense':
    case 'conv':
    case 'transposedConv':
    case 'batchNorm':
    case 'layerNorm':
      return `self.${layer.id}(${x})`;
    case 'embedding':
      return sources[0] === 'label' ? `self.${layer.id}(label)` : `${x} @ self.${layer.id}.weight`;
    case 'instanceNorm':
      return `nn.functional.instance_norm(${x})`;
    case 'relu':
    case 'tanh':
    case 'sigmoid':
      return `torch.${layer.kind}(${x})`;
    case 'softplus':
      return `nn.functional.softplus(${x})`;
    case 'leakyRelu':
      return `nn.functional.leaky_relu(${x}, ${layer.slope})`;
    case 'dropout':
      return `nn.functional.dropout(${x}, ${layer.rate}, self.training)`;
    case 'noise':
      return `${x} + ${layer.deviation} * torch.randn_like(${x}) if self.training else ${x}`;
    case 'concat':
      return `torch.cat([${inputs.join(', ')}], 1)`;
    case 'add':
      return inputs.join(' + ');
    case 'flatten':
    case 'reshape':
      return reshaped(x, inputShape, outputShape);
    case 'upsample':
      return `nn.functional.interpolate(${x}, scale_factor=${layer.factor}, mode="nearest")`;
    case 'minibatchDiscrimination':
    case 'minibatchDeviation':
      throw noEqual(described, 'PyTorch', 'it makes an image depend on the others of its batch', 'leave the code out');
    default:
      return assertNever(layer);
  }
}

/** The recipe counts height, width, channels. */
function reshaped(x: string, from: Shape, to: Shape): string {
  const asRead = isTurned(from) ? `${x}.movedim(1, -1)` : x;
  const sizes = isTurned(to) ? to : channelsFirst(to);
  const flat = `${asRead}.reshape(-1, ${sizes.join(', ')})`;
  return isTurned(to) ? `${flat}.movedim(-1, 1)` : flat;
}
