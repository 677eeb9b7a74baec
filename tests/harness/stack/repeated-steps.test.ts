import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../read-events.ts';
import { countRepeatedSteps } from './repeated-steps.ts';

const events = (...told: readonly string[]) =>
  told.map((text) => {
    const [type, id] = text.split(' ');
    return { event: { type: `run-step-${type}`, step: { id } } } as unknown as EventMessage;
  });

describe('countRepeatedSteps', () => {
  it('counts a step that is begun again before it has ended', () => {
    const told = events('started a', 'started b', 'started a', 'finished a', 'finished b');
    expect(countRepeatedSteps(told)).toEqual({ again: 1, afterEnd: 0 });
  });

  it('counts a step that is begun again though it has ended', () => {
    const told = events('started a', 'finished a', 'started a', 'finished a');
    expect(countRepeatedSteps(told)).toEqual({ again: 1, afterEnd: 1 });
  });
});
