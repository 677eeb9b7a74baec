import { execFileSync } from 'node:child_process';
import type { Skipped } from './port.ts';

/** The checkout of an earlier version that BENCH_BEFORE names, with its packages installed and its page built. */
export function earlierCheckout(): { readonly path: string; readonly commit: string } | Skipped {
  const path = process.env.BENCH_BEFORE;
  if (!path) return { skipped: 'BENCH_BEFORE names no earlier checkout' };
  const options = { cwd: path, encoding: 'utf8' } as const;
  return { path, commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim() };
}
