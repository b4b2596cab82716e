/** The stored sheets of a run so far: the first, then one at every multiple of the recipe's interval. */
export function storedSteps(listed: readonly number[], everySteps: number, latestStep: number): readonly number[] {
  const newest = listed.at(-1) ?? -1;
  const since: number[] = [];
  for (let step = (Math.floor(newest / everySteps) + 1) * everySteps; step <= latestStep; step += everySteps) {
    if (step > newest) since.push(step);
  }
  return [...listed, ...since];
}
