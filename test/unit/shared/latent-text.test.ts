import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latentText, readLatentText } from '../../../src/shared/latent-text';

test('a copied latent is pasted number for number', () => {
  const latents = fc.float32Array({ minLength: 1, maxLength: 100, noNaN: true, min: -1000, max: 1000 });
  fc.assert(
    fc.property(latents, fc.option(fc.nat(9)), (latent, label) => {
      const read = readLatentText(latentText({ latent, label }), latent.length, 10);
      // JSON knows no negative zero
      expect(read?.latent.map((value) => value + 0)).toEqual(latent.map((value) => value + 0));
      expect(read?.label ?? null).toBe(label);
    }),
  );
});

test('a bare list of numbers is a latent too', () => {
  expect(readLatentText('[0.5, -1]', 2, null)).toEqual({ latent: Float32Array.of(0.5, -1), label: null });
});

test.each(['', 'hello', '{}', '[1]', '[1, "2"]', '{"latent":[1,2,3]}', '[1e99, 0]', 'null', '[null, 1]'])(
  'what is no latent of two numbers is refused: %s',
  (text) => {
    expect(readLatentText(text, 2, null)).toBeNull();
  },
);

test('a label that the run does not know is left out', () => {
  expect(readLatentText('{"latent":[1,2],"label":12}', 2, 10)?.label).toBeNull();
  expect(readLatentText('{"latent":[1,2],"label":3}', 2, null)?.label).toBeNull();
});
