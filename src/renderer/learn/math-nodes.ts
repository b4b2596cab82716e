/** A formula as a tree: drawn as MathML, and read out as a line of text. */
import { assertNever } from '../../shared/assert-never';
import type { NetworkRole } from '../../shared/network-problems';

export type MathNode =
  | { readonly kind: 'name' | 'number' | 'sign' | 'words'; readonly text: string }
  | { readonly kind: 'row'; readonly parts: readonly MathNode[] }
  /** One formula that takes several lines. */
  | { readonly kind: 'lines'; readonly lines: readonly MathNode[] }
  | { readonly kind: 'sub' | 'sup' | 'under'; readonly base: MathNode; readonly small: MathNode }
  | { readonly kind: 'subsup'; readonly base: MathNode; readonly sub: MathNode; readonly sup: MathNode }
  | { readonly kind: 'fraction'; readonly above: MathNode; readonly below: MathNode }
  /** In the colour of a network: what it makes or says. */
  | { readonly kind: 'of'; readonly role: NetworkRole; readonly part: MathNode };

/** A piece of a formula: letters become names, digits numbers, all else signs. */
export type MathPiece = MathNode | string;

const tokens = /\p{L}[\p{L}\p{M}]*|\d+(?:\.\d+)?(?:e-\d+)?|\s+|./gu;

function read(piece: MathPiece): readonly MathNode[] {
  if (typeof piece !== 'string') return [piece];
  return [...piece.matchAll(tokens)].flatMap(([text]): readonly MathNode[] => {
    if (text.trim() === '') return [];
    if (/^\p{L}/u.test(text)) return [{ kind: 'name', text }];
    return [{ kind: /^\d/.test(text) ? 'number' : 'sign', text }];
  });
}

export function row(...pieces: readonly MathPiece[]): MathNode {
  const parts = pieces.flatMap(read);
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'row', parts };
}

export const lines = (...all: readonly MathNode[]): MathNode => ({ kind: 'lines', lines: all });
export const sub = (base: MathPiece, small: MathPiece): MathNode => ({
  kind: 'sub',
  base: row(base),
  small: row(small),
});
export const sup = (base: MathPiece, small: MathPiece): MathNode => ({
  kind: 'sup',
  base: row(base),
  small: row(small),
});
export const under = (base: MathPiece, small: MathPiece): MathNode => ({
  kind: 'under',
  base: row(base),
  small: row(small),
});
export const fraction = (above: MathPiece, below: MathPiece): MathNode => ({
  kind: 'fraction',
  above: row(above),
  below: row(below),
});
export const ofGenerator = (...parts: readonly MathPiece[]): MathNode => ({
  kind: 'of',
  role: 'generator',
  part: row(...parts),
});
export const ofDiscriminator = (...parts: readonly MathPiece[]): MathNode => ({
  kind: 'of',
  role: 'discriminator',
  part: row(...parts),
});

/** The formula in a line, for ears and for tests: `L_D = −E_x[log D(x)]`. */
export function mathText(node: MathNode): string {
  switch (node.kind) {
    case 'name':
    case 'number':
    case 'words':
      return node.text;
    case 'sign':
      return /[=+·≥≤←→]/.test(node.text) ? ` ${node.text} ` : node.text;
    case 'row':
      return node.parts.map((part, index) => spaced(part, node.parts[index + 1])).join('');
    case 'lines':
      return node.lines.map(mathText).join('');
    case 'sub':
    case 'under':
      return `${mathText(node.base)}_${mathText(node.small)}`;
    case 'sup':
      return `${mathText(node.base)}^${mathText(node.small)}`;
    case 'subsup':
      return `${mathText(node.base)}_${mathText(node.sub)}^${mathText(node.sup)}`;
    case 'fraction':
      return `(${mathText(node.above)})/(${mathText(node.below)})`;
    case 'of':
      return mathText(node.part);
    default:
      return assertNever(node);
  }
}

/** Two words in a row need a gap. */
function spaced(part: MathNode, next: MathNode | undefined): string {
  const text = mathText(part);
  if (!next) return text;
  return /[\p{L}\p{M}\d]$/u.test(text) && /^[\p{L}]/u.test(mathText(next)) ? `${text} ` : text;
}
