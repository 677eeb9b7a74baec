import type { Clock } from '@sagacity/kernel';

const mostChars = 1_024;
const longestMs = 250;

export interface GatheredText {
  add(text: string, attempt: number): void;
  /** Passes on what waits; what comes after it comes later in the log too. */
  flush(): void;
}

/** Passes pieces of text on together, as a model says a word at a time and each event costs many times its text in the log. */
export function gatherText(clock: Clock, pass: (text: string, attempt: number) => void): GatheredText {
  let gathered = '';
  let of = 0;
  let waiting: AbortController | null = null;

  const flush = () => {
    waiting?.abort();
    waiting = null;
    const text = gathered;
    gathered = '';
    if (text) pass(text, of);
  };

  return {
    flush,
    add(text, attempt) {
      if (attempt !== of) flush();
      of = attempt;
      gathered += text;
      if (gathered.length >= mostChars) return flush();
      if (waiting) return;
      waiting = new AbortController();
      const { signal } = waiting;
      clock.sleep(longestMs, signal).then(
        () => signal.aborted || flush(),
        () => undefined, // passed on before
      );
    },
  };
}
