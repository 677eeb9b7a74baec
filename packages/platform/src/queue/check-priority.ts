import { AppError } from '@sagacity/kernel';
import type { NewJob } from './port.ts';

const lowest = 30;

/** The job's priority, by default 10. Throws VALIDATION_FAILED outside 0 to 30. */
export function checkPriority({ queue, id, priority = 10 }: NewJob): number {
  if (Number.isInteger(priority) && priority >= 0 && priority <= lowest) return priority;
  throw new AppError(
    'VALIDATION_FAILED',
    `queue ${queue}: job ${id} has priority ${priority}; give a whole number from 0 to ${lowest}`,
  );
}
