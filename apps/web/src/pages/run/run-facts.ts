import type { Fact } from '@sagacity/contracts/facts';
import type { Run } from '@sagacity/contracts/runs';
import { useQuery } from '@tanstack/vue-query';
import { type ComputedRef, computed } from 'vue';
import { call } from '../../api/index.ts';

/** The facts a run may cite, by id: those of its day; once it has a report, also those its agents computed. */
export function useRunFacts(run: () => Run): ComputedRef<ReadonlyMap<string, Fact>> {
  const { id, instrument, config } = run();
  const ofDay = useQuery({
    queryKey: ['facts', instrument.id, config.asOf],
    queryFn: ({ signal }) =>
      call('getFacts', { params: { instrument: instrument.id }, query: { asOf: config.asOf }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const report = useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => call('getReport', { params: { id }, signal }),
    enabled: computed(() => run().status === 'succeeded'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return computed(() => {
    const all = [...(ofDay.data.value?.facts ?? []), ...(report.data.value?.facts ?? [])];
    return new Map(all.map((fact) => [fact.id, fact]));
  });
}
