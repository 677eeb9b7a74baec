import { onScopeDispose, type Ref, ref, watch } from 'vue';

/** Follows a value once it has rested for a while. */
export function useDebounced<T>(source: Ref<T>, restMs: number): Ref<T> {
  const settled = ref(source.value) as Ref<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(source, (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      settled.value = value;
    }, restMs);
  });
  onScopeDispose(() => clearTimeout(timer));
  return settled;
}
