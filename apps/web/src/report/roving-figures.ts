import { onBeforeUnmount, onMounted, type Ref } from 'vue';

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Makes all numbers of a report one tab stop: Tab comes to the last one looked at, the arrows, Home and End go to the others. */
export function useRovingFigures(root: Ref<HTMLElement | undefined>) {
  let stop: HTMLElement | undefined;
  const figures = () => [...(root.value?.querySelectorAll<HTMLElement>('[data-n]') ?? [])];
  function stopAt(figure: HTMLElement | undefined) {
    if (stop !== undefined && stop !== figure) stop.tabIndex = -1;
    if (figure !== undefined) figure.tabIndex = 0;
    stop = figure;
  }
  /** Texts come and go with the language. */
  const settle = () => {
    if (stop?.isConnected !== true) stopAt(figures()[0]);
  };
  const observer = new MutationObserver(settle);
  const figureOf = (event: Event) =>
    event.target instanceof Element ? event.target.closest<HTMLElement>('[data-n]') : null;
  const onFocus = (event: FocusEvent) => {
    const figure = figureOf(event);
    if (figure !== null) stopAt(figure);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const figure = figureOf(event);
    if (step === undefined || figure === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const all = figures();
    all[step(all.indexOf(figure), all.length)]?.focus();
  };
  onMounted(() => {
    const node = root.value;
    if (node === undefined) return;
    settle();
    observer.observe(node, { childList: true, subtree: true });
    node.addEventListener('focusin', onFocus);
    node.addEventListener('keydown', onKey);
  });
  onBeforeUnmount(() => {
    observer.disconnect();
    root.value?.removeEventListener('focusin', onFocus);
    root.value?.removeEventListener('keydown', onKey);
  });
}
