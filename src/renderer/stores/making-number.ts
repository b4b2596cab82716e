// a page that is loaded again must not take the numbers of its forerunner
let last = Math.floor(performance.timeOrigin);

/** Names one making of a figure, for its progress and to cancel it. */
export function nextMaking(): number {
  return ++last;
}
