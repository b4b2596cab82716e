/**
 * Counter-based random numbers: Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
 * A number is a pure function of (seed, stream, step, index), so a resumed run needs no generator state.
 */

/** What the numbers are for. Values are part of the run format: never renumber, only add. */
export const randomStreams = {
  /** Initial weights; step = 0, sub-stream by variable. */
  initialisation: 1,
  /** Order of the training images; step = epoch. */
  shuffle: 2,
  /** z of the discriminator's half-step (and of both, where the fake batch is shared); step = training step. */
  discriminatorLatents: 3,
  /** z of the generator's half-step; step = training step. */
  generatorLatents: 4,
  /** z of the sheet that is drawn again and again; step = 0. */
  fixedLatents: 5,
  /** z of samples asked for by seed; step = 0. */
  sampleLatents: 6,
  /** Classes that the fake images of the discriminator's half-step are asked for; step = training step. */
  discriminatorLabels: 7,
  /** Classes of the generator's half-step; step = training step. */
  generatorLabels: 8,
  /** Shares of real images in the mixtures of a gradient penalty; step = training step. */
  mixing: 9,
  /** Seeds of what a step draws inside the graph: dropout, noise layers, augmentation; step = training step. */
  insideStep: 10,
  /** Which real images are mirrored; step = training step. */
  mirrors: 11,
  /** First singular vectors of spectral norm; sub-stream by variable. */
  spectralStart: 12,
} as const;

export type RandomStream = (typeof randomStreams)[keyof typeof randomStreams];

/** Where in the infinite table of random numbers to start reading. */
export interface RandomPosition {
  /** 0 to 2^53 - 1. */
  readonly seed: number;
  readonly stream: RandomStream;
  /** 0 to 2^32 - 1. */
  readonly step: number;
  /** Tells apart several tables of one stream and step, for example one a variable. 0 to 2^16 - 1; default 0. */
  readonly table?: number;
}

const multiplierA = 0xd2511f53;
const multiplierB = 0xcd9e8d57;
const weylA = 0x9e3779b9;
const weylB = 0xbb67ae85;

/**
 * High 32 bits of the product of two unsigned 32-bit integers, as a signed one: whole-number arithmetic on signed words is
 * what the engine does without a detour over floating point.
 */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const upper = Math.imul(aHigh, bLow);
  const lower = Math.imul(aLow, bHigh);
  const carried = (Math.imul(aLow, bLow) >>> 16) + (upper & 0xffff) + (lower & 0xffff);
  return (Math.imul(aHigh, bHigh) + (upper >>> 16) + (lower >>> 16) + (carried >>> 16)) | 0;
}

/** One block of Philox4x32-10: four unsigned 32-bit words from a 128-bit counter and a 64-bit key, written to `out`. */
export function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
  out: Uint32Array,
): void {
  mix(counter[0], counter[1], counter[2], counter[3], key[0], key[1], out);
}

/** The same without arrays, which would be made anew for every block. */
function mix(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array): void {
  let [a, b, c, d] = [c0 | 0, c1 | 0, c2 | 0, c3 | 0];
  let [keyA, keyB] = [k0 | 0, k1 | 0];
  for (let round = 0; round < 10; round++) {
    const highA = highProduct(multiplierA, a);
    const highB = highProduct(multiplierB, c);
    const lowA = Math.imul(multiplierA, a);
    const lowB = Math.imul(multiplierB, c);
    a = highB ^ b ^ keyA;
    b = lowB;
    c = highA ^ d ^ keyB;
    d = lowA;
    keyA = (keyA + weylA) | 0;
    keyB = (keyB + weylB) | 0;
  }
  // a Uint32Array makes them unsigned
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

/** Calls `take` with each block of four words of the table in turn, as many as hold `count` words. */
function readBlocks(position: RandomPosition, count: number, take: (block: Uint32Array, start: number) => void): void {
  const low = position.seed >>> 0;
  const high = Math.floor(position.seed / 0x1_0000_0000) >>> 0;
  const tag = (((position.table ?? 0) << 8) | position.stream) >>> 0;
  const block = new Uint32Array(4);
  for (let start = 0, index = 0; start < count; start += 4, index++) {
    mix(index, 0, position.step, tag, low, high, block);
    take(block, start);
  }
}

/** Calls `take` with each word of the table in turn, `count` times. */
function readWords(position: RandomPosition, count: number, take: (word: number, index: number) => void): void {
  readBlocks(position, count, (block, start) => {
    for (let offset = 0; offset < 4 && start + offset < count; offset++) take(block[offset] as number, start + offset);
  });
}

/** Whole numbers, each 0 to 2^32 - 1. */
export function randomWords(position: RandomPosition, count: number): Uint32Array {
  const words = new Uint32Array(count);
  readWords(position, count, (word, index) => {
    words[index] = word;
  });
  return words;
}

/** Uniform numbers in [low, high), 24 bits of resolution, which float32 holds exactly for [0, 1). */
export function uniformNumbers(position: RandomPosition, count: number, low: number, high: number): Float32Array {
  const numbers = new Float32Array(count);
  const width = high - low;
  readWords(position, count, (word, index) => {
    numbers[index] = low + (word >>> 8) * (width / 0x100_0000);
  });
  return numbers;
}

/** Standard normal numbers by Box and Muller's transform: two from each pair of words. */
export function normalNumbers(position: RandomPosition, count: number): Float32Array {
  const numbers = new Float32Array(count);
  readBlocks(position, count, (block, start) => {
    writeNormalPair(block[0] as number, block[1] as number, numbers, start);
    writeNormalPair(block[2] as number, block[3] as number, numbers, start + 2);
  });
  return numbers;
}

function writeNormalPair(first: number, second: number, numbers: Float32Array, index: number): void {
  // + 1 keeps the logarithm finite: (0, 1] instead of [0, 1)
  const radius = Math.sqrt(-2 * Math.log((first + 1) / 0x1_0000_0000));
  writePointOnCircle(second, radius, numbers, index);
}

const radiansPerUnit = (2 * Math.PI) / 0x1_0000_0000;

/**
 * Writes radius · cos(angle) at `index` and radius · sin(angle) behind it, where the word is the angle in units of a
 * 2^-32th of a turn. Taylor's series within an eighth of a turn, off by less than 1e-11: finer than float32, a third of the
 * time of Math.cos and Math.sin, and the same on every engine, which those need not be.
 */
function writePointOnCircle(word: number, radius: number, numbers: Float32Array, index: number): void {
  const turned = (word + 0x2000_0000) | 0;
  const x = ((turned & 0x3fff_ffff) - 0x2000_0000) * radiansPerUnit;
  const y = x * x;
  const sin = radius * x * (1 + y * (-1 / 6 + y * (1 / 120 + y * (-1 / 5040 + y * (1 / 362_880 - y / 39_916_800)))));
  const cos =
    radius *
    (1 + y * (-1 / 2 + y * (1 / 24 + y * (-1 / 720 + y * (1 / 40_320 + y * (-1 / 3_628_800 + y / 479_001_600))))));
  // a Float32Array ignores what lies beyond its end
  switch (turned >>> 30) {
    case 0:
      numbers[index] = cos;
      numbers[index + 1] = sin;
      return;
    case 1:
      numbers[index] = -sin;
      numbers[index + 1] = cos;
      return;
    case 2:
      numbers[index] = -cos;
      numbers[index + 1] = -sin;
      return;
    default:
      numbers[index] = sin;
      numbers[index + 1] = -cos;
  }
}

/** A permutation of 0 … count - 1 (Fisher and Yates). The bias of the modulo is below count / 2^32. */
export function permutation(position: RandomPosition, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  readWords(position, Math.max(0, count - 1), (word, index) => {
    const last = count - 1 - index;
    const chosen = word % (last + 1);
    const held = order[last] as number;
    order[last] = order[chosen] as number;
    order[chosen] = held;
  });
  return order;
}
