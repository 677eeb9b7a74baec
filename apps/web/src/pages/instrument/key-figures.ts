import { type Fact, type FactGroup, factGroupSchema } from '@sagacity/contracts/facts';

/** What a reader looks for first, in this order; the rest of a group is a click away. */
const first = [
  'market.close',
  'market.change-1d',
  'market.return-20d',
  'market.return-250d',
  'market.ma20',
  'market.ma60',
  'market.rsi14',
  'market.atr14-pct',
  'market.volatility-20d',
  'market.max-drawdown-250d',
  'valuation.pe-ttm',
  'valuation.pe-ttm-percentile',
  'valuation.pb',
  'valuation.ps-ttm',
  'fundamentals.market-cap',
  'fundamentals.revenue',
  'fundamentals.revenue-growth',
  'fundamentals.net-income',
  'fundamentals.net-margin',
  'fundamentals.roe',
  'fundamentals.debt-to-assets',
  'fundamentals.period',
];
const fewOfUnknown = 5;

export interface FigureGroup {
  group: FactGroup;
  /** The day most of the group is as of; a fact of another day says so itself. */
  asOf: string;
  key: Fact[];
  rest: Fact[];
}

/** Facts by group, the ones looked for first apart from the rest. */
export function groupFigures(facts: readonly Fact[]): FigureGroup[] {
  return factGroupSchema.options.flatMap((group) => {
    const own = facts.filter((fact) => fact.group === group);
    if (own.length === 0) return [];
    const known = first.flatMap((id) => own.find((fact) => fact.id === id) ?? []);
    const key = known.length > 0 ? known : own.slice(0, fewOfUnknown);
    const days = own.map(({ asOf }) => asOf).sort();
    const asOf = days[Math.floor(days.length / 2)] ?? '';
    return [{ group, asOf, key, rest: own.filter((fact) => !key.includes(fact)) }];
  });
}
