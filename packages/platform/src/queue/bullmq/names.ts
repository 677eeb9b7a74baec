/** Spellings BullMQ accepts: no colon, no bare number. */
export const bullId = (id: string): string => `j-${encodeURIComponent(id)}`;
export const jobIdOf = (id: string): string => decodeURIComponent(id.slice(2));
export const bullQueueName = (queue: string): string => encodeURIComponent(queue);

/** Every key this adapter uses beside BullMQ's own, which live under `<prefix>:bull`. */
export function queueKeys(prefix: string, queue: string) {
  const own = `${prefix}:queue:${bullQueueName(queue)}`;
  const bull = `${prefix}:bull:${bullQueueName(queue)}`;
  return {
    job: (id: string) => `${bull}:${bullId(id)}`,
    prioritized: `${bull}:prioritized`,
    /** Exists from the moment a cancel was accepted; holds the job as it was then. */
    cancelled: (id: string) => `${own}:cancelled:${bullId(id)}`,
    /** Cancelled jobs that are over, by the time they are forgotten. */
    cancelledIds: `${own}:cancelled`,
    creating: (id: string) => `${own}:creating:${bullId(id)}`,
    turns: (level: number) => `${own}:turns:${level}`,
  };
}

export type QueueKeys = ReturnType<typeof queueKeys>;
