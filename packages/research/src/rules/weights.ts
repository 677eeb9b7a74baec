import type { Horizon, Rating } from '@sagacity/contracts/reports';

/** What evidence is about; the first part of every topic (`trend.order`). */
export const families = [
  'trend',
  'momentum',
  'volume',
  'volatility',
  'levels',
  'growth',
  'profitability',
  'leverage',
  'cash',
  'valuation',
  'news',
  'crowd',
] as const;
export type Family = (typeof families)[number];

type Weights = Readonly<Record<Family, number>>;

/** Weight of each family in percent; every row sums to 100. Short: weeks. Medium: months. Long: years. */
export const familyWeights: Readonly<Record<Horizon, Weights>> = {
  short: {
    trend: 20,
    momentum: 22,
    volume: 10,
    volatility: 8,
    levels: 12,
    growth: 4,
    profitability: 3,
    leverage: 2,
    cash: 2,
    valuation: 3,
    news: 8,
    crowd: 6,
  },
  medium: {
    trend: 18,
    momentum: 10,
    volume: 6,
    volatility: 6,
    levels: 6,
    growth: 14,
    profitability: 8,
    leverage: 5,
    cash: 6,
    valuation: 11,
    news: 6,
    crowd: 4,
  },
  long: {
    trend: 8,
    momentum: 3,
    volume: 2,
    volatility: 5,
    levels: 2,
    growth: 20,
    profitability: 16,
    leverage: 10,
    cash: 12,
    valuation: 18,
    news: 3,
    crowd: 1,
  },
};

/** Where a reading changes its meaning. Percent facts are in percent. */
export const bounds = {
  /** ADX above which a trend is taken as one, and above which it is strong. */
  adxTrend: 20,
  adxStrong: 30,
  /** DX = 100 |+DI - -DI| / (+DI + -DI) below which the two nearly meet: ADX then tells of a trend that is over. */
  dxClear: 20,
  /** Prices and averages nearer to each other than this many ATRs stand at the same place, and speak for no side. */
  clearAtr: 0.25,
  /** A slope of an average within this many percent is flat. */
  flatSlopePct: 0.5,
  /** A return over a month or more within this many percent has no direction. */
  flatReturnPct: 2,
  /** MACD bars within this many ATRs of zero, or of the bars of a week ago, are at zero, or unchanged. */
  macdClearAtr: 0.03,
  /** K and D of KDJ nearer than this have not crossed. */
  kdjClear: 2,
  /** RSI nearer than this to its midpoint is on no side of it. */
  rsiClear: 3,
  /** A return over half a year that counts in full, percent. */
  fullReturnPct: 25,
  rsiHigh: 70,
  rsiLow: 30,
  rsiMiddle: 50,
  /** Reward over risk from which a trade plan counts as well paid. */
  goodRewardRisk: 1.5,
  /** Accounts announced longer ago than this, in days, are stale; their readings keep `staleShare` of their strength. */
  staleAccountsDays: 200,
  staleShare: 0.6,
  kdjHigh: 80,
  kdjLow: 20,
  /** Percentile of ATR in its own year. */
  atrHighPercentile: 80,
  atrLowPercentile: 25,
  drawdownDeepPct: -25,
  drawdownShallowPct: -8,
  /** OBV change in twenty days as a share of volume, percent. */
  obvClearPct: 8,
  /** Below this the volume of rising and of falling days is alike. */
  obvEvenPct: 4,
  /** A return over a week within this many percent has no direction. */
  flatWeekPct: 1,
  volumeHigh: 1.3,
  volumeLow: 0.75,
  /** Room in ATRs below which a level is near. */
  nearAtr: 1,
  /** Room up over room down, or the reverse, below which they are alike. */
  roomClear: 1.25,
  /** Within so many ATRs of the highest or lowest price of the year nothing of the year is in the way. */
  atExtremeAtr: 0.25,
  growthHighPct: 15,
  /** Above this the year before was so small that the rate says nothing. */
  growthDistortedPct: 300,
  growthFlatPct: 3,
  /** Within this many percent of last year nothing grew or shrank. */
  growthStillPct: 1,
  growthFallPct: -5,
  roeHighPct: 15,
  roeLowPct: 6,
  marginMovePct: 1,
  /** A smaller move of a margin counts when it is this share of the margin, and at least `marginLeastPct`. */
  marginMoveShare: 0.1,
  marginLeastPct: 0.2,
  debtHighPct: 65,
  debtLowPct: 40,
  currentHigh: 1.5,
  currentLow: 1,
  cashHigh: 1,
  cashLow: 0.6,
  /** Above this the profit is too small for the ratio to mean anything. */
  cashDistorted: 5,
  /** Above this the profit is too small for a P/E to say whether the price is high. */
  peDistorted: 100,
  cheapPercentile: 25,
  dearPercentile: 75,
  minValuationYears: 1,
  pegCheap: 1,
  pegDear: 2.5,
  /** News score, and how many weighted items carry one. */
  newsClear: 0.15,
  minNewsWeight: 0.8,
  crowdRsiHigh: 75,
  crowdRsiLow: 25,
  bandHighPct: 95,
  bandLowPct: 5,
} as const;

/** News: an item loses half its weight in this many days; older than `windowDays` it is not read. */
export const newsDecay = { halfLifeDays: 7, windowDays: 30 } as const;

/** Strength of the month's tone is weight over `fullWeight` within these limits; an event type speaks for itself from so many items. */
export const newsEvidence = { fullWeight: 6, least: 0.2, most: 0.7, itemsOfType: 2 } as const;

/** A family's score is sum(direction x strength) / sum(max(strength, floor)): one weak reading cannot carry a family. */
export const strengthFloor = 0.5;

/** Without a trend (ADX below `adxTrend`) the order, slope and persistence of prices keep this share of their strength. */
export const trendlessShare = 0.7;

/** Evidence is cited for or against only when its direction is at least this clear. */
export const clearDirection = 0.15;
/** Each further piece of the same family counts this share of the one before when arguments are ranked. */
export const repeatDiscount = 0.55;

/** Smallest score of each rating, from the top; below the last it is `strong-sell`. */
export const ratingFloors: ReadonlyArray<readonly [Rating, number]> = [
  ['strong-buy', 0.5],
  ['buy', 0.18],
  ['hold', -0.18],
  ['sell', -0.5],
];

/** Below any of these no rating is given. */
export const enoughEvidence = {
  /** Share of the horizon's weights that has evidence. */
  coverage: 0.35,
  readings: 4,
  /** Days since the last bar. */
  maxAgeDays: 15,
  /** Daily bars. */
  bars: { short: 60, medium: 120, long: 250 },
  /** Kinds of data: prices, accounts, valuation, news. */
  kinds: { short: 1, medium: 1, long: 2 },
} as const satisfies Record<string, number | Readonly<Record<Horizon, number>>>;

/** A report with a larger share of its numbers struck carries no rating, whichever engine wrote it. */
export const mostStruckShare = 0.2;

/** Confidence = base + freshness part + basis x (breadth + agreement part), at most `max`. */
export const confidenceParts = { base: 0.1, freshness: 0.1, breadth: 0.3, agreement: 0.4, max: 0.9 } as const;
/** Basis 0 to 1: covered weight, length of the history up to `fullBars` daily bars, and the share of the kinds of evidence heard. */
export const confidenceBasis = {
  coverage: 0.4,
  history: 0.3,
  kinds: 0.3,
  fullBars: { short: 250, medium: 500, long: 1250 },
} as const;

/** Kinds of evidence that come from different sources; what is read off the same prices is one kind. */
export const kinds = ['prices', 'accounts', 'valuation', 'news'] as const;
export const kindOf: Readonly<Record<Family, (typeof kinds)[number]>> = {
  trend: 'prices',
  momentum: 'prices',
  volume: 'prices',
  volatility: 'prices',
  levels: 'prices',
  growth: 'accounts',
  profitability: 'accounts',
  leverage: 'accounts',
  cash: 'accounts',
  valuation: 'valuation',
  news: 'news',
  crowd: 'prices',
};

/** Trading days a call is judged by, at most: what the price does later is no longer about it. Fewer than a snapshot has bars. */
export const callSessions: Readonly<Record<Horizon, number>> = { short: 30, medium: 120, long: 480 };

/**
 * A call is wrong when its stop was touched first, right when its target was. One whose horizon ended before either went wrong when the price moved against it by more than `atrs` x ATR(14) x the square root of the trading days
 * of it; a hold, by a move of that size either way; below `flatShare` of it nothing was shown. Confidence then keeps this share, once for all of them. One that still runs is not judged.
 */
export const wrongCall = { atrs: 1, flatShare: 0.1, confidenceShare: 0.85 } as const;

/** Risk 0 to 1: weighted mean of the parts that are known. */
export const riskParts = {
  volatility: 35,
  atrPercentile: 20,
  drawdown: 20,
  leverage: 10,
  disagreement: 15,
} as const;
/** Annualised volatility that counts as full risk, and drawdown, both percent. */
export const fullRisk = { volatilityPct: 80, drawdownPct: 60 } as const;

/** Stop and target in ATRs from the close, by horizon. */
export const levelAtrs: Readonly<Record<Horizon, { readonly stop: number; readonly target: number }>> = {
  short: { stop: 2, target: 3 },
  medium: { stop: 3, target: 6 },
  long: { stop: 4, target: 10 },
};
/** No stop, target or review price lies nearer to the close than so many ATRs: what a usual day or week touches ends no plan. */
export const leastAtrs: Readonly<Record<Horizon, number>> = { short: 1, medium: 2, long: 3 };
/** A resistance (or support) is taken as target when it lies between these shares of the ATR target. */
export const levelAsTarget = { min: 0.5, max: 1.5 } as const;
/** Entry zone in ATRs around the close for a buy; mirrored for a sale. */
export const entryAtrs = { pullback: 1, chase: 0.3 } as const;

export type RiskStyle = 'aggressive' | 'neutral' | 'conservative';
/** Volatility a position may add to the portfolio (percent a year), and its cap (percent of the portfolio). */
export const riskStyles: Readonly<
  Record<RiskStyle, { readonly volatilityPct: number; readonly capPct: number }>
> = {
  aggressive: { volatilityPct: 5, capPct: 25 },
  neutral: { volatilityPct: 3, capPct: 15 },
  conservative: { volatilityPct: 1.5, capPct: 8 },
};
/** In later rounds a risk agent moves this share of the way to the mean of the other two. */
export const concession = 0.25;
/** A hold keeps this share of the size a buy would have. */
export const holdShare = 0.5;

/** How the risk manager mixes the three styles at a risk of 0 to 1, before dividing by the sum. */
export const styleMix = (risk: number): Readonly<Record<RiskStyle, number>> => ({
  aggressive: 1 - risk,
  neutral: 0.5,
  conservative: risk,
});
/** The mixed size is multiplied by `floor + (1 - floor) x confidence`. */
export const confidenceSize = { floor: 0.5 } as const;
