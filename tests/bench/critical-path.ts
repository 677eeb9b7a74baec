import type { RunStep } from '@sagacity/contracts/runs';

/** Length of the longest chain of steps through their `after`, each as long as `lengthOf` says. Steps come after those they wait for. */
export function criticalPath(
  steps: readonly Pick<RunStep, 'id' | 'after'>[],
  lengthOf: (id: string) => number,
): number {
  const end = new Map<string, number>();
  for (const { id, after } of steps)
    end.set(id, Math.max(0, ...after.map((before) => end.get(before) ?? 0)) + lengthOf(id));
  return Math.max(0, ...end.values());
}
