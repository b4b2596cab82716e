/** Up to four latents that are held, by letter. Pure: each deed makes another list. */
export const pickLetters = ['A', 'B', 'C', 'D'] as const;
export type PickLetter = (typeof pickLetters)[number];

export interface PickedLatent {
  readonly letter: PickLetter;
  readonly latent: Float32Array;
  /** Null where the recipe knows no classes. */
  readonly label: number | null;
  /** The sample that it began as; null where it was pasted. */
  readonly origin: { readonly seed: number; readonly index: number } | null;
  readonly isEdited: boolean;
}

export type PickedLatents = readonly PickedLatent[];

export function findPick(picks: PickedLatents, letter: PickLetter | null): PickedLatent | null {
  return picks.find((pick) => pick.letter === letter) ?? null;
}

/** In the order of the letters. */
export function putPick(picks: PickedLatents, pick: PickedLatent): PickedLatents {
  const others = picks.filter(({ letter }) => letter !== pick.letter);
  return [...others, pick].sort((a, b) => a.letter.localeCompare(b.letter));
}

export function dropPick(picks: PickedLatents, letter: PickLetter): PickedLatents {
  return picks.filter((pick) => pick.letter !== letter);
}

/** The first letter that holds none; where all hold one, the one that stands in. */
export function freeLetter(picks: PickedLatents, otherwise: PickLetter): PickLetter {
  return pickLetters.find((letter) => !findPick(picks, letter)) ?? otherwise;
}

export function pickOfSample(picks: PickedLatents, seed: number, index: number): PickedLatent | null {
  return picks.find(({ origin }) => origin?.seed === seed && origin.index === index) ?? null;
}

export function withDimension(latent: Float32Array, dimension: number, value: number): Float32Array {
  const moved = latent.slice();
  moved[dimension] = value;
  return moved;
}
