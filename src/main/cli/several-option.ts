/** Gathers the values of an option that may be given more than once. */
export function several(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}
