import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackAddress } from './open-stack.ts';
import { withOverride } from './with-override.ts';

/** Debian's package libfaketime. */
const places = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (machine) => `/usr/lib/${machine}/faketime/libfaketimeMT.so.1`,
);
const library = process.env.FAKETIME_LIBRARY ?? places.find((path) => existsSync(path));

/** A visible skip where libfaketime is missing; in CI that is a failure. */
export const hasFalseClock = library !== undefined || process.env.CI !== undefined;

export interface FalseClock {
  /** The time of day of backends and workers is off by that much from now on. What they measure time with goes on. */
  jumpTo(offsetSeconds: number): void;
  restore(): Promise<void>;
}

/** Backends and workers with a time of day that can be set; the databases keep the machine's. */
export async function openFalseClock(stack: StackAddress): Promise<FalseClock> {
  if (!library) throw new Error('no libfaketime: apt-get install libfaketime');
  const directory = join(stack.directory, 'false-clock');
  mkdirSync(directory, { recursive: true });
  cpSync(library, join(directory, 'lib.so'));
  const now = join(directory, 'now');
  // Written in place, so that the file in the containers is the same one.
  const jumpTo = (seconds: number) => writeFileSync(now, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  jumpTo(0);
  const service = {
    volumes: [`${directory}:/clock:ro`],
    environment: {
      LD_PRELOAD: '/clock/lib.so',
      FAKETIME_TIMESTAMP_FILE: '/clock/now',
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    },
  };
  const changed = await withOverride(stack, { services: { backend: service, worker: service } });
  return {
    jumpTo,
    async restore() {
      await changed.restore();
      rmSync(directory, { recursive: true });
    },
  };
}
