import { InvalidArgumentError } from 'commander';

/** Reads a whole number from a command line; the message names what is allowed. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < low || value > high) {
      throw new InvalidArgumentError(`Allowed: a whole number from ${low} to ${high}.`);
    }
    return value;
  };
}

/** Reads a number above zero from a command line. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('Allowed: a number above 0.');
  }
  return value;
}

/** Reads a number of channels from a command line. */
export function channelCount(text: string): 1 | 3 {
  if (text === '1') return 1;
  if (text === '3') return 3;
  throw new InvalidArgumentError('Allowed: 1 (grey) or 3 (colour).');
}
