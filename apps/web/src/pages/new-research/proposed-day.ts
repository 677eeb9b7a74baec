import { computed, watch } from 'vue';
import { lastHeldDay, type ResearchValues } from './research-form.ts';

/** Proposes the last day held of an instrument whose data have ended, and takes the proposal back with the instrument. */
export function useProposedDay(values: ResearchValues) {
  const proposed = computed(() => lastHeldDay(values.instrument));
  watch(
    proposed,
    (day, before) => {
      if (values.asOf === '' || values.asOf === before) values.asOf = day ?? '';
    },
    { immediate: true },
  );
}
