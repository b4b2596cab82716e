import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalNumbers, permutation, philox, randomStreams, uniformNumbers } from '../../../src/shared/random';

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const { shuffle, fixedLatents, sampleLatents } = randomStreams;

describe('Philox4x32-10 gives the words of the known-answer vectors of its authors', () => {
  const vectors = [
    { counter: [0, 0, 0, 0], key: [0, 0], words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ] as const;
  test.each(vectors)('$counter', ({ counter, key, words }) => {
    const out = new Uint32Array(4);
    philox(counter, key, out);
    expect([...out]).toEqual(words);
  });
});

test('a permutation holds every index once', () => {
  fc.assert(
    fc.property(seeds, fc.nat(50), fc.integer({ min: 0, max: 300 }), (seed, step, count) => {
      const order = permutation({ seed, stream: shuffle, step }, count);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
    }),
  );
});

test('a longer read starts with the shorter one, so 64 fixed latents are the first of 100', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (seed, short, more) => {
      const position = { seed, stream: fixedLatents, step: 0 };
      expect(normalNumbers(position, short + more).slice(0, short)).toEqual(normalNumbers(position, short));
    }),
  );
});

test('uniform numbers stay inside their range', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const numbers = uniformNumbers({ seed, stream: sampleLatents, step: 0 }, 100, -1, 1);
      expect(numbers.every((number) => number >= -1 && number < 1)).toBe(true);
    }),
  );
});

test("normal numbers are Box and Muller's transform of the table's words", () => {
  const seed = 0x1234_5678_9abc;
  const numbers = normalNumbers({ seed, stream: randomStreams.sampleLatents, step: 9 }, 4096);
  const words = new Uint32Array(4);
  for (let index = 0; index < 4096; index += 2) {
    const tag = randomStreams.sampleLatents;
    philox([index >> 2, 0, 9, tag], [seed >>> 0, Math.floor(seed / 2 ** 32)], words);
    const [first = 0, second = 0] = words.subarray(index % 4);
    const radius = Math.sqrt(-2 * Math.log((first + 1) / 2 ** 32));
    const angle = (2 * Math.PI * second) / 2 ** 32;
    expect(Math.abs((numbers[index] ?? Number.NaN) - radius * Math.cos(angle))).toBeLessThan(4e-7);
    expect(Math.abs((numbers[index + 1] ?? Number.NaN) - radius * Math.sin(angle))).toBeLessThan(4e-7);
  }
});

test('normal numbers have mean 0 and variance 1', () => {
  const count = 200_000;
  const numbers = normalNumbers({ seed: 7, stream: sampleLatents, step: 0 }, count);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / count;
  const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / count;
  expect(Math.abs(mean)).toBeLessThan(0.01);
  expect(Math.abs(variance - 1)).toBeLessThan(0.01);
});

test('seed, stream, step and table each lead to other numbers', () => {
  const base = { seed: 1, stream: fixedLatents, step: 0, table: 0 } as const;
  const others = [{ seed: 2 }, { seed: 1 + 2 ** 32 }, { stream: sampleLatents }, { step: 1 }, { table: 1 }];
  const first = normalNumbers(base, 8);
  for (const other of others) expect(normalNumbers({ ...base, ...other }, 8)).not.toEqual(first);
});
