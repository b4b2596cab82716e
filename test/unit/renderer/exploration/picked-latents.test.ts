import { expect, test } from 'vitest';
import {
  dropPick,
  findPick,
  freeLetter,
  pickOfSample,
  putPick,
  withDimension,
  type PickedLatent,
  type PickLetter,
} from '../../../../src/renderer/exploration/picked-latents';

function pick(letter: PickLetter, index = 0): PickedLatent {
  return { letter, latent: Float32Array.of(index, 1), label: null, origin: { seed: 4, index }, isEdited: false };
}

test('picks stand in the order of their letters, and a letter holds one', () => {
  const picks = [pick('C', 3), pick('A', 1), pick('C', 7)].reduce(putPick, []);
  expect(picks.map(({ letter, origin }) => [letter, origin?.index])).toEqual([
    ['A', 1],
    ['C', 7],
  ]);
});

test('the first free letter is taken next; where none is free, the one that is open gives way', () => {
  expect(freeLetter([], 'D')).toBe('A');
  expect(freeLetter([pick('A'), pick('C')], 'A')).toBe('B');
  expect(freeLetter([pick('A'), pick('B'), pick('C'), pick('D')], 'C')).toBe('C');
});

test('a sample is found by its seed and number, and not after it was dropped', () => {
  const picks = putPick([], pick('B', 9));
  expect(pickOfSample(picks, 4, 9)?.letter).toBe('B');
  expect(pickOfSample(picks, 5, 9)).toBeNull();
  expect(findPick(dropPick(picks, 'B'), 'B')).toBeNull();
});

test('moving one dimension leaves the others, and the latent before, alone', () => {
  const latent = Float32Array.of(1, 2, 3);
  expect(withDimension(latent, 1, 5)).toEqual(Float32Array.of(1, 5, 3));
  expect(latent).toEqual(Float32Array.of(1, 2, 3));
});
