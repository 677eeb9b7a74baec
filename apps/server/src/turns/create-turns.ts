import { AppError } from '@sagacity/kernel';

export interface Turn {
  /** Resolves when it is this one's turn. */
  readonly come: Promise<void>;
  /** Lets the next one in; also gives up waiting. Once. */
  leave(): void;
}

export interface Turns {
  /** Throws RATE_LIMITED when more of `who` is waiting than anybody needs. */
  take(who: string): Turn;
}

interface Line {
  atWork: number;
  readonly waiting: (() => void)[];
}

/**
 * Of each sender `each` are at work and the rest waits its turn, so that who asks for a thousand things delays himself, not others. Work
 * begins in a turn of the event loop of its own: what others sent meanwhile is read first.
 */
export function createTurns(most: { readonly each: number; readonly waiting: number }): Turns {
  const lines = new Map<string, Line>();

  function leave(who: string, line: Line): void {
    const next = line.waiting.shift();
    if (next) setImmediate(next);
    else if (--line.atWork === 0) lines.delete(who);
  }

  return {
    take(who) {
      const line = lines.get(who) ?? { atWork: 0, waiting: [] };
      lines.set(who, line);
      const { promise, resolve } = Promise.withResolvers<void>();
      let isHere = true;
      const gone = () => {
        if (!isHere) return;
        isHere = false;
        const at = line.waiting.indexOf(resolve);
        if (at === -1) leave(who, line);
        else line.waiting.splice(at, 1);
      };
      if (line.atWork < most.each) {
        line.atWork += 1;
        setImmediate(resolve);
      } else if (line.waiting.length < most.waiting) line.waiting.push(resolve);
      else
        throw new AppError('RATE_LIMITED', 'your other requests are still at work; try again', {
          retryAfterMs: 2_000,
        });
      return { come: promise, leave: gone };
    },
  };
}
