import { systemClock } from '@sagacity/kernel';
import { countersConformance } from './counters.conformance.ts';
import { openMemoryCounters } from './open-memory-counters.ts';

countersConformance('memory', async () => {
  const counters = openMemoryCounters(systemClock);
  return { clients: [counters, counters], close: async () => {} };
});
