import type { BarsReply, IndicatorName, IndicatorsReply } from '@sagacity/contracts/instruments';
import { useQueries } from '@tanstack/vue-query';
import { type ComputedRef, computed } from 'vue';
import { call } from '../../api/index.ts';

/** The series of the names over the days of the bars, each read when it is first asked for. */
export function useIndicators(
  bars: () => BarsReply | undefined,
  names: () => readonly IndicatorName[],
): ComputedRef<IndicatorsReply[]> {
  const queries = computed(() => {
    const held = bars();
    if (held === undefined) return [];
    const { mode, asOf } = held;
    const params = { instrument: held.instrument.id };
    return names().map((name) => ({
      queryKey: ['indicators', params.instrument, mode, asOf, name],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('getIndicators', { params, query: { names: name, mode, asOf, last: 10_000 }, signal }),
      staleTime: 300_000,
    }));
  });
  const results = useQueries({ queries });
  return computed<IndicatorsReply[]>((before) => {
    const read = results.value.flatMap(({ data }) => data ?? []);
    // The same replies again would only make the chart draw again.
    return before?.length === read.length && before.every((reply, i) => reply === read[i]) ? before : read;
  });
}
