/** The stored sheets of a run so far: the first, then one at every multiple of the recipe's interval. */
export function storedSteps(listed: readonly number[], everySteps: number, latestStep: number): readonly number[] {
  const newest = listed.at(-1) ?? -1;
  const since: number[] = [];
  for (let step = (Math.floor(newest / everySteps) + 1) * everySteps; step <= latestStep; step += everySteps) {
    if (step > newest) since.push(step);
  }
  return [...listed, ...since];
}

/** At most `most` of the steps, evenly spread, the first and the last among them. */
export function filmSteps(steps: readonly number[], most: number): readonly number[] {
  if (steps.length <= most || most < 2) return steps.slice(0, Math.max(0, most));
  return Array.from({ length: most }, (_, index) => {
    const position = Math.round((index * (steps.length - 1)) / (most - 1));
    return steps[position] ?? 0;
  });
}
