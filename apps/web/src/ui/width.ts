import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue';

/** The width of an element's content in whole pixels; 0 until it is on the page. */
export function useWidth(element: Readonly<Ref<HTMLElement | undefined>>): Readonly<Ref<number>> {
  const width = ref(0);
  const read = () => {
    width.value = element.value?.clientWidth ?? 0;
  };
  const sizes = new ResizeObserver(read);
  onMounted(() => {
    read();
    if (element.value !== undefined) sizes.observe(element.value);
  });
  onBeforeUnmount(() => sizes.disconnect());
  return width;
}
