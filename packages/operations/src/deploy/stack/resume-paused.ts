import type { Container } from '../../docker/parse-containers.ts';
import type { Step } from '../plan.ts';

/** A paused container can be neither started nor replaced: it goes on first, and what follows treats it as one that was ill. */
export function resumePaused(containers: readonly Container[]): Step[] {
  const paused = containers.filter(({ state }) => state === 'paused');
  if (paused.length === 0) return [];
  const command = ['docker', 'unpause', ...paused.map(({ id }) => id)];
  return [
    {
      title: `Paused, goes on: ${paused.map(({ name }) => name).join(', ')}`,
      actions: [{ do: 'run', command }],
    },
  ];
}
