import type { AgentView, Channel, Evidence } from '../../roster/port.ts';

export const analystChannels = [
  'market-view',
  'fundamentals-view',
  'news-view',
  'sentiment-view',
] as const satisfies readonly Channel[];

/** All evidence of the analysts that were heard. */
export const gatherEvidence = (view: AgentView): Evidence[] =>
  analystChannels.flatMap((channel) => view.read.get(channel)?.[0]?.evidence ?? []);
