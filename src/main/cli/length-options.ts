import type { RunLength } from '../../shared/recipe';

export interface LengthOptions {
  readonly steps?: number;
  readonly epochs?: number;
  readonly minutes?: number;
}

/** The length that the options ask for, of which at most one is given. */
export function requestedLength({ steps, epochs, minutes }: LengthOptions): RunLength | undefined {
  if (steps !== undefined) return { unit: 'steps', amount: steps };
  if (epochs !== undefined) return { unit: 'epochs', amount: epochs };
  if (minutes !== undefined) return { unit: 'minutes', amount: minutes };
  return undefined;
}
