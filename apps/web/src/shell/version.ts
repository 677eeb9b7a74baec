import { defineStore } from 'pinia';
import { ref } from 'vue';

const timeLimitMs = 5000;
/** The name of the main script holds a hash of everything the app consists of. */
const mainScript = (page: Document): string | null =>
  page.querySelector('script[type=module][src]')?.getAttribute('src') ?? null;
const own = mainScript(document);

/** Whether the server has another version of the app than the one that is open. */
export const useVersion = defineStore('version', () => {
  const isNewer = ref(false);

  async function check(): Promise<void> {
    const page = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(timeLimitMs) })
      .then((reply) => (reply.ok ? reply.text() : ''))
      .catch(() => '');
    const served = mainScript(new DOMParser().parseFromString(page, 'text/html'));
    isNewer.value ||= served !== null && served !== own;
  }
  return { isNewer, check };
});
