import type { Counters, Rate } from '@sagacity/platform/counters/port';

export type CircuitState = 'closed' | 'open' | 'half-open';

export interface VendorState {
  readonly circuit: CircuitState;
  /** What the vendor did wrong last, within a day. */
  readonly lastFailure: string | null;
}

/**
 * Whether a vendor may be asked now, counted for all processes together: its own wish to be left alone, our rate for it, and a circuit
 * (closed → open after three failures in a row → half-open after a minute → closed or open).
 */
export interface VendorGate {
  /** Null when a request may go out; half-open lets one through at a time. */
  enter(): Promise<{ reason: 'rate-limited' | 'upstream-failed'; detail: string } | null>;
  succeeded(): Promise<void>;
  /** Counts against the vendor. */
  failed(message: string): Promise<void>;
  /** The vendor asked to be left alone: closed to requests for so long, without counting as a failure. */
  pause(ms: number, message: string): Promise<void>;
  state(): Promise<VendorState>;
}

const failuresToOpen = 3;
const coolDownMs = 60_000;
const dayMs = 86_400_000;
const longestNote = 500;

/** Of what is at hand: always open. */
export function openDoor(): VendorGate {
  let lastFailure: string | null = null;
  const note = (message: string) => {
    lastFailure = message;
  };
  return {
    enter: async () => null,
    succeeded: async () => {},
    failed: async (message) => note(message),
    pause: async (_ms, message) => note(message),
    state: async () => ({ circuit: 'closed', lastFailure }),
  };
}

export function openVendorGate(id: string, rate: Rate, counters: Counters): VendorGate {
  const nameOf = (what: string) => `vendor:${id}:${what}`;
  const [paused, failures, open, trial, said, bucket] = [
    nameOf('paused'),
    nameOf('failures'),
    nameOf('open'),
    nameOf('trial'),
    nameOf('said'),
    nameOf('bucket'),
  ];
  const waiting = (who: string, ms: number) =>
    ({ reason: 'rate-limited', detail: `${who}, again in ${Math.ceil(ms / 1000)} s` }) as const;
  const say = (message: string) =>
    counters.add(said, { ttlMs: dayMs, renews: true, note: message.slice(0, longestNote) });
  const circuitOf = (isOpen: boolean, failed: number): CircuitState => {
    if (isOpen) return 'open';
    return failed < failuresToOpen ? 'closed' : 'half-open';
  };

  /** So that a vendor that never fails costs no write for each success. */
  let hasFailed = false;

  return {
    async enter() {
      const [pause, opened, failed] = await counters.read([paused, open, failures]);
      if (pause) return waiting(`${id} asked to wait`, pause.leftMs);
      const waitMs = await counters.take(bucket, rate);
      if (waitMs > 0) return waiting(`own limit for ${id}`, waitMs);
      const circuit = circuitOf(opened != null, failed?.count ?? 0);
      if (failed) hasFailed = true;
      if (circuit === 'closed') return null;
      if (circuit === 'half-open' && (await counters.add(trial, { ttlMs: coolDownMs })).count === 1)
        return null;
      return {
        reason: 'upstream-failed',
        detail: `${id} failed repeatedly and is left alone for a minute`,
      };
    },
    async succeeded() {
      if (!hasFailed) return;
      hasFailed = false;
      await counters.remove([failures, open, trial]);
    },
    async failed(message) {
      hasFailed = true;
      await say(message);
      const { count } = await counters.add(failures, { ttlMs: dayMs, renews: true });
      if (count < failuresToOpen) return;
      await counters.add(open, { ttlMs: coolDownMs, renews: true });
      await counters.remove([trial]);
    },
    async pause(ms, message) {
      await say(message);
      await counters.remove([paused, trial]);
      await counters.add(paused, { ttlMs: ms });
    },
    async state() {
      const [opened, failed, last] = await counters.read([open, failures, said]);
      return { circuit: circuitOf(opened != null, failed?.count ?? 0), lastFailure: last?.note ?? null };
    },
  };
}
