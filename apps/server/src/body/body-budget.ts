import { AppError } from '@sagacity/kernel';

/** Bytes of bodies in flight: all together, and of one address or account. */
export interface Lane {
  readonly total: number;
  readonly each: number;
}

export interface BodyBudget<L extends string> {
  /** Sets bytes aside until the answer is called, once. Throws RATE_LIMITED when the lane, or the share of `who`, is full. */
  take(lane: L, who: string, bytes: number): () => void;
  held(lane: L): number;
}

const comeBackMs = 2_000;

/** What is received at a time is bounded by lane, so that strangers, readers and imports cannot take each other's room. */
export function createBodyBudget<L extends string>(lanes: Readonly<Record<L, Lane>>): BodyBudget<L> {
  const total = new Map<L, number>();
  const shares = new Map<string, number>();
  const heldBy = (key: string) => shares.get(key) ?? 0;

  return {
    held: (lane) => total.get(lane) ?? 0,
    take(lane, who, bytes) {
      const key = `${lane} ${who}`;
      const together = (total.get(lane) ?? 0) + bytes;
      if (together > lanes[lane].total)
        throw new AppError('RATE_LIMITED', 'the server is receiving as much as it holds; try again', {
          retryAfterMs: comeBackMs,
        });
      if (heldBy(key) + bytes > lanes[lane].each)
        throw new AppError('RATE_LIMITED', 'your other requests are still being received; try again', {
          retryAfterMs: comeBackMs,
        });
      total.set(lane, together);
      shares.set(key, heldBy(key) + bytes);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        total.set(lane, (total.get(lane) ?? 0) - bytes);
        const rest = heldBy(key) - bytes;
        if (rest === 0) shares.delete(key);
        else shares.set(key, rest);
      };
    },
  };
}
