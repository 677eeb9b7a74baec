import type { EventMessage } from '../read-events.ts';

/** Of a run's events: how often a step was begun again, and how often one that was said to be finished. */
export function countRepeatedSteps(events: readonly Pick<EventMessage, 'event'>[]) {
  const begun = new Set<string>();
  const finished = new Set<string>();
  let again = 0;
  let afterEnd = 0;
  for (const { event } of events) {
    if (event.type === 'run-step-finished') finished.add(event.step.id);
    if (event.type !== 'run-step-started') continue;
    if (begun.has(event.step.id)) again++;
    if (finished.has(event.step.id)) afterEnd++;
    begun.add(event.step.id);
  }
  return { again, afterEnd };
}
