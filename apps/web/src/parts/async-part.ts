import { type Component, defineAsyncComponent, defineComponent, h, onBeforeUnmount, shallowRef } from 'vue';
import { useServing } from '../shell/serving.ts';
import { loadPart } from './load-part.ts';
import PartFailed from './PartFailed.vue';
import PartLoading from './PartLoading.vue';

type Load<T> = () => Promise<{ default: T }>;

/** A component that is loaded when it is first shown. Where it cannot be, it says so, and comes as soon as it can. */
export function asyncPart<T extends Component>(load: Load<T>, { isPage = false } = {}): T {
  const failed = defineComponent(() => {
    let isShown = true;
    const again = (): Promise<unknown> => (isShown ? loadPart(load) : Promise.reject(new Error('not shown')));
    useServing()
      .waitFor(again)
      .then(
        () => {
          part.value = make();
        },
        () => undefined,
      );
    onBeforeUnmount(() => {
      isShown = false;
    });
    return () => h(PartFailed, { isPage });
  });
  const make = () =>
    defineAsyncComponent({
      loader: () => loadPart(load),
      loadingComponent: PartLoading,
      errorComponent: failed,
    });
  const part = shallowRef(make());
  return defineComponent({
    inheritAttrs: false,
    setup:
      (_, { attrs, slots }) =>
      () =>
        h(part.value, attrs, slots),
  }) as unknown as T;
}

/** A page for the router: a click on its link leads there whether it can be loaded or not. */
export const pagePart =
  (load: Load<Component>): (() => Promise<Component>) =>
  () =>
    loadPart(load).then(
      (loaded) => loaded.default,
      () => asyncPart(load, { isPage: true }),
    );
