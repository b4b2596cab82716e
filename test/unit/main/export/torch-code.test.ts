import { expect, test } from 'vitest';
import { generatorOf } from '../../../../src/main/export/generator';
import { torchCode } from '../../../../src/main/export/torch-code';
import { cgan28 } from '../../../../src/shared/presets/cgan-28';
import type { LayerSpec } from '../../../../src/shared/layer-specs';
import type { Recipe } from '../../../../src/shared/recipe';
import { everyLayer } from '../../../every-layer-recipe';
import { generatorTensors } from '../../../generator-tensors';
import { tinyConvolutions, tinyRecipe } from '../../../tiny-recipe';

const codeOf = (recipe: Recipe): string =>
  torchCode(generatorOf({ recipe, step: 7, tensors: generatorTensors(recipe) }));

test('a module has a line for each layer that has numbers, and a line of the way through it for each layer', () => {
  expect(codeOf(tinyConvolutions)).toBe(`"""The generator of "tiny" at step 7 (moving average), from GAN Studio.

    generator = Generator()
    generator.load_state_dict(torch.load("FILE.pth", weights_only=True))
    generator.eval()
    images = generator(torch.randn(16, 2))  # [16, 1, 8, 8] in [-1, 1]
"""

import torch
from torch import nn


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.up1 = nn.ConvTranspose2d(2, 8, 4, stride=1, padding=0, bias=False)
        self.norm1 = nn.BatchNorm2d(8)
        self.up2 = nn.ConvTranspose2d(8, 1, 4, stride=2, padding=1, bias=True)

    def forward(self, z):
        x = z.reshape(-1, 2, 1, 1)
        x = self.up1(x)
        x = self.norm1(x)
        x = torch.relu(x)
        x = self.up2(x)
        x = torch.tanh(x)
        return x
`);
});

test('a conditional one takes the class', () => {
  const code = codeOf(cgan28);
  expect(code).toContain('generator(torch.randn(16, 100), torch.arange(16) % 10)');
  expect(code).toContain(
    'def forward(self, z, label):\n        x = self.classVector(label)\n        x = torch.cat([z, x], 1)',
  );
});

test('what is taken again later keeps a name of its own', () => {
  const lines = codeOf(everyLayer)
    .split('\n')
    .map((line) => line.trim());
  expect(lines).toContain('x = torch.cat([z, x, nn.functional.one_hot(label, 3).float()], 1)');
  expect(lines).toContain('relu_made = torch.relu(x)');
  expect(lines).toContain('x = x + relu_made + noise_made');
});

function withFirst(first: LayerSpec, change: Partial<Recipe> = {}): Recipe {
  const { generator } = tinyRecipe.networks;
  const layers = [first, ...generator.layers.slice(first.kind === 'dense' ? 1 : 0)];
  return { ...tinyRecipe, ...change, networks: { ...tinyRecipe.networks, generator: { layers } } };
}

test.each(['lambda', 'train'])('a layer called %s is refused, because no attribute can be', (id) => {
  const recipe = withFirst({ kind: 'dense', id, units: 64, bias: true });
  expect(() => codeOf(recipe)).toThrow(`Layer "${id}" cannot have this name in Python`);
});

test('a layer that looks at the whole batch is refused', () => {
  const recipe = withFirst({ kind: 'minibatchDeviation', id: 'mixing' });
  expect(() => codeOf(recipe)).toThrow(/^Layer "mixing" .* has no equal in PyTorch: .*; leave the code out\.$/);
});

test('a name of a recipe cannot end the comment that it stands in', () => {
  const code = codeOf({ ...tinyRecipe, preset: '"""\nimport os' });
  expect(code.split('"""')).toHaveLength(3);
  expect(code).toContain(String.raw`\"\"\"\nimport os`);
});
