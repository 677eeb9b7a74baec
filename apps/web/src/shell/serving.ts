import type { HealthReply } from '@sagacity/contracts/health';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { queryClient } from '../api/query-client.ts';
import { readHealth } from '../api/read-health.ts';
import { createServingWatch } from './serving-watch.ts';
import { useVersion } from './version.ts';

/** Whether the server serves. Asked only after something found it not serving, until it does again; then the page's data are read anew. */
export const useServing = defineStore('serving', () => {
  const isServing = ref(true);
  const unreachable = ref(false);
  const health = ref<HealthReply | null>(null);

  const watch = createServingWatch({
    async isUp() {
      try {
        health.value = await readHealth('ready');
        unreachable.value = false;
      } catch {
        health.value = null;
        unreachable.value = true;
      }
      return health.value !== null && health.value.status !== 'down';
    },
    retryReads: () =>
      queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' }),
    onAway() {
      isServing.value = false;
    },
    onBack() {
      isServing.value = true;
      void queryClient.invalidateQueries();
      void useVersion().check();
    },
  });
  return { isServing, unreachable, health, ...watch };
});
