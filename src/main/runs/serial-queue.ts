/** Runs pieces of work one after the other, in the order in which they came; a failed one does not stop the next. */
export function createSerialQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    // its caller hears of the failure through `next`
    last = next.catch(() => undefined);
    return next;
  };
}
