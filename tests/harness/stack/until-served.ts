import { trust } from './first-sign-in.ts';
import type { StackAddress } from './open-stack.ts';
import { until } from './until.ts';

/** Resolves once nginx has an answer of a backend: it looks for them by their name, a second apart. */
export function untilServed(stack: StackAddress, timeoutMs = 180_000): Promise<true> {
  trust(stack);
  return until('nginx serves', async () => (await fetch(`${stack.url}/health`)).ok, { timeoutMs });
}
