import type { HealthReply } from '@sagacity/contracts/health';
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { queryClient } from '../api/query-client.ts';
import { readHealth } from '../api/read-health.ts';

const askAgainMs = 2000;

/** Whether the server serves. Asked only after a call found it not serving, until it does again. */
export const useServing = defineStore('serving', () => {
  const isServing = ref(true);
  const unreachable = ref(false);
  const health = ref<HealthReply | null>(null);
  let asking = false;

  async function ask(): Promise<void> {
    try {
      health.value = await readHealth('ready');
      unreachable.value = false;
      isServing.value = health.value.status !== 'down';
    } catch {
      health.value = null;
      unreachable.value = true;
      isServing.value = false;
    }
    if (isServing.value) {
      asking = false;
      await queryClient.refetchQueries({
        type: 'active',
        predicate: (query) => query.state.status === 'error',
      });
    } else setTimeout(() => void ask(), askAgainMs);
  }

  function watchUntilReady(): void {
    if (asking) return;
    asking = true;
    void ask();
  }
  function untilReady(): Promise<void> {
    isServing.value = false;
    watchUntilReady();
    return new Promise((resolve) => {
      const stop = watch(isServing, (is) => {
        if (!is) return;
        stop();
        resolve();
      });
    });
  }
  return { isServing, unreachable, health, watchUntilReady, untilReady };
});
