import type { BarsReply, IndicatorName, IndicatorsReply } from '@sagacity/contracts/instruments';
import { useQueries } from '@tanstack/vue-query';
import { type ComputedRef, computed } from 'vue';
import { call } from '../../api/index.ts';

interface Wanted {
  readonly name: IndicatorName;
  readonly parameters: readonly number[];
}

/** The series over the bars, each read when it is first asked for. */
export function useIndicators(
  bars: () => BarsReply | undefined,
  wanted: () => readonly Wanted[],
): ComputedRef<IndicatorsReply[]> {
  const queries = computed(() => {
    const held = bars();
    if (held === undefined) return [];
    const { mode, asOf, period } = held;
    const params = { instrument: held.instrument.id };
    return wanted().map(({ name, parameters }) => ({
      queryKey: ['indicators', params.instrument, mode, period, asOf, name, parameters],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('getIndicators', {
          params,
          query: { names: name, mode, period, asOf, last: 10_000, parameters: parameters.join(',') },
          signal,
        }),
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
