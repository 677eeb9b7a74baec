import { onScopeDispose, type Ref, ref } from 'vue';

/** Seconds left of a wait the server asked for. */
export function useCountdown(): { seconds: Ref<number>; start(ms: number): void } {
  const seconds = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  function start(ms: number): void {
    clearInterval(timer);
    const until = Date.now() + ms;
    const tick = () => {
      seconds.value = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      if (seconds.value === 0) clearInterval(timer);
    };
    timer = setInterval(tick, 250);
    tick();
  }
  onScopeDispose(() => clearInterval(timer));
  return { seconds, start };
}
