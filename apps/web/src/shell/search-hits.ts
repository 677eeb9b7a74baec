import { DataLine, Document } from '@element-plus/icons-vue';
import { useQuery } from '@tanstack/vue-query';
import { type Component, computed, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import { call } from '../api/index.ts';
import { useSession } from '../session/session.ts';
import { useDebounced } from '../ui/debounced.ts';
import { useLanguage } from '../ui/language.ts';
import { railPages } from './pages.ts';

interface Hit {
  key: string;
  icon: Component;
  label: string;
  hint: string;
  simulated: boolean;
  to: RouteLocationRaw;
}

/** Instruments, then runs, then pages for what is typed; pages alone when nothing is. */
export function useSearchHits(text: Ref<string>, isOpen: Ref<boolean>) {
  const { t } = useI18n();
  const { localized } = useLanguage();
  const session = useSession();
  const asked = useDebounced(text, 180);
  const enabled = computed(() => isOpen.value && asked.value.trim() !== '');
  const instruments = useQuery({
    queryKey: ['instruments', 'search', asked],
    queryFn: ({ signal }) =>
      call('searchInstruments', { query: { q: asked.value.trim(), limit: 6 }, signal }),
    enabled,
  });
  const runs = useQuery({
    queryKey: ['runs', 'search', asked],
    queryFn: ({ signal }) =>
      call('listRuns', { query: { limit: 4, instrument: asked.value.trim().slice(0, 60) }, signal }),
    enabled,
  });

  const hits = computed<Hit[]>(() => {
    const needle = text.value.trim().toLowerCase();
    const found: Hit[] = [];
    if (needle !== '') {
      for (const item of instruments.data.value?.items ?? []) {
        found.push({
          key: item.id,
          icon: DataLine,
          label: localized(item.name) === '' ? item.id : `${localized(item.name)} · ${item.code}`,
          hint: item.exchange,
          simulated: item.simulated,
          to: { name: 'instrument', params: { instrument: item.id } },
        });
      }
      for (const run of runs.data.value?.items ?? []) {
        found.push({
          key: run.id,
          icon: Document,
          label: `${localized(run.instrument.name) || run.instrument.id} · ${run.config.asOf}`,
          hint: t(`status.${run.status}`),
          simulated: run.instrument.simulated,
          to: { name: run.status === 'succeeded' ? 'report' : 'run', params: { id: run.id } },
        });
      }
    }
    for (const page of railPages) {
      if (page.role !== undefined && !session.can(page.role)) continue;
      const label = t(`title.${page.title}`);
      if (!label.toLowerCase().includes(needle)) continue;
      found.push({
        key: page.name,
        icon: page.icon,
        label,
        hint: t('shell.page'),
        simulated: false,
        to: { name: page.name },
      });
    }
    return found;
  });
  return { hits, isSearching: computed(() => instruments.isFetching.value || asked.value !== text.value) };
}
