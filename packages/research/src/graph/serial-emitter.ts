import type { RunEvent } from '@sagacity/contracts/events';

/** Passes events on one at a time, in order; a failing sink is reported and never stops the run. */
export function serialEmitter(
  sink: (event: RunEvent) => void | Promise<void>,
  onFailure: (error: unknown) => void,
) {
  let tail: Promise<void> = Promise.resolve();
  let closed = false;
  return {
    emit(event: RunEvent): void {
      if (closed) return;
      tail = tail.then(() => sink(event)).catch(onFailure);
    },
    /** Resolves when everything emitted so far was passed on; what an abandoned step says later is dropped. */
    close(): Promise<void> {
      closed = true;
      return tail;
    },
  };
}
