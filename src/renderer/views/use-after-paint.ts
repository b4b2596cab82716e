import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue';

/**
 * Follows a value one painted frame later: what was pressed shows that at once, and a page that takes its time to be built
 * does not hold it up. Where nothing was shown yet, or nobody looks, at once.
 */
export function useAfterPaint<T>(source: () => T): Readonly<Ref<T>> {
  const shown = shallowRef(source()) as Ref<T>;
  let frame = 0;
  let task: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(task);
  };
  watch(source, (next) => {
    forget();
    if (shown.value === null || document.hidden) {
      shown.value = next;
      return;
    }
    frame = requestAnimationFrame(() => {
      // a frame is painted after its callbacks
      task = setTimeout(() => (shown.value = source()));
    });
  });
  onScopeDispose(forget);
  return readonly(shown) as Readonly<Ref<T>>;
}
