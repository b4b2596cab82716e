/** What a key asks of the list of runs. */
export type RowCommand =
  | { readonly kind: 'move'; readonly distance: number; readonly extend: boolean }
  | { readonly kind: 'toggle' | 'all' | 'one' | 'to-star' | 'to-run' | 'rename' | 'trash' | 'menu' };

export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * The command that a key stands for; null for one that the list leaves alone, such as Enter, which presses the button
 * with the focus.
 *
 * @param pageRows rows that fit into the list
 */
export function rowCommand({ key, ctrlKey, metaKey, shiftKey, altKey }: Key, pageRows: number): RowCommand | null {
  if (altKey) return null;
  const isControl = ctrlKey || metaKey;
  const distance = distances(pageRows)[key];
  if (distance !== undefined && !isControl) return { kind: 'move', distance, extend: shiftKey };
  if (isControl) return key === 'a' ? { kind: 'all' } : key === ' ' ? { kind: 'toggle' } : null;
  if (shiftKey) return key === 'F10' ? { kind: 'menu' } : null;
  const plain = plainKeys[key];
  return plain === undefined ? null : { kind: plain };
}

function distances(pageRows: number): Readonly<Partial<Record<string, number>>> {
  return {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
}

const plainKeys: Readonly<Partial<Record<string, Exclude<RowCommand['kind'], 'move'>>>> = {
  ArrowRight: 'to-star',
  ArrowLeft: 'to-run',
  F2: 'rename',
  Delete: 'trash',
  ContextMenu: 'menu',
  Escape: 'one',
};
