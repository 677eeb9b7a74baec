import { onBeforeUnmount, type Ref, ref, watch } from 'vue';

/**
 * After each navigation the focus is on the heading of the new page, as soon as it has one, and its title is to be said. Whoever has
 * put the focus elsewhere meanwhile keeps it.
 */
export function useHeadingFocus(main: Ref<HTMLElement | undefined>, page: () => PropertyKey): Ref<string> {
  const said = ref('');
  let waiting: MutationObserver | undefined;
  watch(
    page,
    () => {
      waiting?.disconnect();
      const before = document.activeElement;
      const isFree = () => document.activeElement === document.body || document.activeElement === before;
      const take = (): boolean => {
        const heading = main.value?.querySelector('h1');
        if (!heading) return false;
        said.value = document.title;
        heading.tabIndex = -1;
        if (isFree()) heading.focus({ preventScroll: true });
        return true;
      };
      if (main.value === undefined || take()) return;
      waiting = new MutationObserver((_, observer) => {
        if (take()) observer.disconnect();
      });
      waiting.observe(main.value, { childList: true, subtree: true });
    },
    { flush: 'post' },
  );
  onBeforeUnmount(() => waiting?.disconnect());
  return said;
}
