import { type MaybeRefOrGetter, toValue, watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute } from 'vue-router';

/** Keeps the window's title: what the page shows, then the page, then the product. */
export function usePageTitle(detail: MaybeRefOrGetter<string> = ''): void {
  const { t } = useI18n();
  const route = useRoute();
  const page = route.meta.title;
  watchEffect(() => {
    document.title = [toValue(detail), t(`title.${page}`), 'Sagacity']
      .filter((part) => part !== '')
      .join(' · ');
  });
}
