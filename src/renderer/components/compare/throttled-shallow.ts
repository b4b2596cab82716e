import { watchThrottled } from '@vueuse/core';
import { shallowRef, type ShallowRef } from 'vue';

/** As `refThrottled`, for values that must stay what they are: a proxy has no private fields. @param pace milliseconds */
export function throttledShallow<T>(source: () => T, pace: number): Readonly<ShallowRef<T>> {
  const throttled = shallowRef(source());
  watchThrottled(
    source,
    () => {
      throttled.value = source();
    },
    { throttle: pace },
  );
  return throttled;
}
