import { onScopeDispose, type Ref, ref } from 'vue';

/** Whether a media query holds, followed while the component lives. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const media = window.matchMedia(query);
  const holds = ref(media.matches);
  const follow = (event: MediaQueryListEvent) => {
    holds.value = event.matches;
  };
  media.addEventListener('change', follow);
  onScopeDispose(() => media.removeEventListener('change', follow));
  return holds;
}
