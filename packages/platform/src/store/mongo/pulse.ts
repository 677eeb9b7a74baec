import type { Clock } from '@sagacity/kernel';
import type { MongoClient } from 'mongodb';

/** Whether any member answers at all, by the heartbeats that the driver asks each of them for and by calls that succeed. While some do, a primary may be found. */
export interface Pulse {
  /** How long nobody has answered; 0 before the first answer, which a start waits for. */
  silentMs(): number;
  /** Runs `work`, and rejects with `Silence` as soon as nobody has answered for `patienceMs`, at once when that is so already. */
  whileHeard<R>(work: () => Promise<R>, patienceMs: number): Promise<R>;
  /** A change was refused for want of disk space, and none that needs as much has been taken since. */
  isFull: boolean;
}

/** Nobody answers. What was asked may still be done once somebody does. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

type Heard = Pick<MongoClient, 'on'>;
interface Waiting {
  readonly patienceMs: number;
  readonly giveUp: () => void;
}
const lookEveryMs = 100;
const pulses = new WeakMap<Heard, Pulse>();

/** One for each client, whoever asks first. */
export function pulseOf(client: Heard, clock: Clock): Pulse {
  const known = pulses.get(client) ?? listen(client, clock);
  pulses.set(client, known);
  return known;
}

function listen(client: Heard, clock: Clock): Pulse {
  const waiting = new Set<Waiting>();
  let heardAtMs: number | null = null;
  let lookedAtMs = clock.elapsed();
  const heard = () => {
    heardAtMs = clock.elapsed();
  };
  client.on('serverHeartbeatSucceeded', heard);

  const silentMs = () => (heardAtMs === null ? 0 : clock.elapsed() - heardAtMs);
  const look = () => {
    const lateMs = clock.elapsed() - lookedAtMs - lookEveryMs;
    lookedAtMs = clock.elapsed();
    // Answers that came while this process had no time to listen are not read yet.
    if (heardAtMs !== null && lateMs > 0) heardAtMs = Math.min(heardAtMs + lateMs, clock.elapsed());
    for (const one of waiting) if (silentMs() >= one.patienceMs) one.giveUp();
  };
  setInterval(look, lookEveryMs).unref();

  return {
    silentMs,
    isFull: false,
    async whileHeard(work, patienceMs) {
      if (silentMs() >= patienceMs) throw new Silence();
      const { promise: silence, reject } = Promise.withResolvers<never>();
      const one = { patienceMs, giveUp: () => reject(new Silence()) };
      waiting.add(one);
      try {
        const found = await Promise.race([work(), silence]);
        heard();
        return found;
      } finally {
        waiting.delete(one);
      }
    },
  };
}
