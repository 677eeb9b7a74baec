/** Shares of the clear evidence, in percent, between which neither side is ahead. */
const evenShare = { from: 45, to: 55 } as const;
/** An overall score nearer to zero than this leans nowhere. */
const evenScore = 0.06;

export type Lead = 1 | 0 | -1;

/** Who is ahead by the share of clear evidence that speaks for buying: 1 the bull, -1 the bear, 0 neither. */
export const leadOfShare = (bullPct: number): Lead =>
  bullPct > evenShare.to ? 1 : bullPct < evenShare.from ? -1 : 0;

export const leadOfScore = (score: number): Lead => (score >= evenScore ? 1 : score <= -evenScore ? -1 : 0);
