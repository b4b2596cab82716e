import { canWrite } from '../runs/title-font';

const longest = 24;

/** A text as the title font can write it: what it lacks becomes a dash, and what is too long is cut. */
export function writable(text: string): string {
  const characters = [...text].slice(0, longest);
  return characters.map((character) => (canWrite(character) ? character : '-')).join('');
}
