/** A copy without one of its keys. */
export function leaveOut<T extends object, K extends PropertyKey>(value: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as Omit<T, K>;
}
