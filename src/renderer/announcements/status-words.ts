/** Where a status of the window stands in the page; it speaks through the one live region, not by itself. */
const statusSelector = '[role="status"]';

/** The nearest status around a place of the page that changed; null where there is none. */
export function statusAround(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest(statusSelector) ?? null;
}

/** Statuses that came or went with a node. */
export function statusesIn(node: Node): readonly Element[] {
  if (!(node instanceof Element)) return [];
  const within = [...node.querySelectorAll(statusSelector)];
  return node.matches(statusSelector) ? [node, ...within] : within;
}

/** What a status says, in one line. */
export function wordsOf(status: Element): string {
  return (status.textContent ?? '').replace(/\s+/g, ' ').trim();
}
