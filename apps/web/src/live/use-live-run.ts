import type { Run } from '@sagacity/contracts/runs';
import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { call } from '../api/index.ts';
import { hear, type LoggedRunEvent, nothingHeard } from './live-run.ts';
import { type FeedState, openRunFeed, type Socket } from './run-feed.ts';

const gatherMs = 60;
const isOpen = (status: Run['status']) => status === 'pending' || status === 'running';

/** The ticket travels as a protocol offered, a header, so that it gets into no log of addresses. */
function connect(ticket: string): Socket {
  const url = new URL('/api/ws', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return new WebSocket(url, ['sagacity', `ticket.${ticket}`]) as unknown as Socket;
}

/** One run as it happens: its stored state, moved on by its events; asked again every few seconds without a socket. */
export function useLiveRun(id: string) {
  const queries = useQueryClient();
  const live = shallowRef(nothingHeard);
  const feed = ref<FeedState>('connecting');
  const query = useQuery({
    queryKey: ['run', id],
    queryFn: ({ signal }) => call('getRun', { params: { id }, signal }),
    staleTime: 1000,
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOpen(state.data.status) ? (feed.value === 'live' ? 10_000 : 3000) : false,
  });

  let gathered: LoggedRunEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  function take(): void {
    timer = undefined;
    const events = gathered;
    gathered = [];
    const before = live.value;
    live.value = hear(before, events);
    const isOld =
      query.data.value !== undefined &&
      !isOpen(query.data.value.status) &&
      live.value.status === query.data.value.status;
    if (isOld) return;
    if (events.some(({ event }) => event.type !== 'run-step-text')) {
      void queries.invalidateQueries({ queryKey: ['run', id] });
    }
    if (live.value.status !== before.status) void queries.invalidateQueries({ queryKey: ['runs'] });
  }

  let stop = () => {};
  const stream = computed(() => query.data.value?.stream);
  watch(
    stream,
    (name) => {
      stop();
      if (name === undefined) return;
      stop = openRunFeed({
        stream: name,
        ticket: async () => (await call('socketTicket')).ticket,
        connect,
        onEvent: (event) => {
          gathered.push(event);
          timer ??= setTimeout(take, gatherMs);
        },
        onState: (state) => {
          feed.value = state;
        },
      });
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    stop();
  });

  /** Stored state moved on by events; while old events are replayed, an ended run stays ended. */
  const run = computed<Run | undefined>(() => {
    const stored = query.data.value;
    if (stored === undefined || live.value.status === null || live.value.steps.length === 0) return stored;
    if (!isOpen(stored.status)) return stored;
    const ended = live.value.steps.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
    return {
      ...stored,
      status: live.value.status,
      steps: [...live.value.steps],
      failure: live.value.failure,
      progressPct: Math.max(stored.progressPct, (ended / live.value.steps.length) * 100),
    };
  });
  return { query, run, live, feed };
}
