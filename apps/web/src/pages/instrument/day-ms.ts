/** The chart's time of a day: its midnight in UTC. */
export const dayMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);
