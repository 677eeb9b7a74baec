import type { Fact } from '@sagacity/contracts/facts';
import type { Run } from '@sagacity/contracts/runs';
import { useQuery } from '@tanstack/vue-query';
import { type ComputedRef, computed } from 'vue';
import { call } from '../../api/index.ts';
import type { LiveRun } from '../../live/live-run.ts';

/** The facts a run may cite, by id: those of its day, and those its agents have computed so far. */
export function useRunFacts(run: () => Run, live: () => LiveRun): ComputedRef<ReadonlyMap<string, Fact>> {
  const { instrument, config } = run();
  const ofDay = useQuery({
    queryKey: ['facts', instrument.id, config.asOf],
    queryFn: ({ signal }) =>
      call('getFacts', { params: { instrument: instrument.id }, query: { asOf: config.asOf }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return computed(() => {
    const all = [...(ofDay.data.value?.facts ?? []), ...Object.values(live().readings)];
    return new Map(all.map((fact) => [fact.id, fact]));
  });
}
