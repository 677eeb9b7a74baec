import { type Adjustment, type BarSeries, type EpochDay, newBarSeries, sliceBars } from '@sagacity/kernel';
import { newChance } from './chance.ts';
import type { DemoCompany } from './companies.ts';
import { type Dividend, type Happening, sharesOn } from './happenings.ts';
import { type Quarter, trailing } from './quarters.ts';
import { isSession, openingDay } from './sessions.ts';

const market = newChance('market');
const cents = (value: number): number => Math.max(1, Math.round(value * 100)) / 100;

/** The whole market's log return on a day: a drift and a volatility that hold for four months, and the day's own shock. */
function marketMove(day: EpochDay): number {
  const regime = Math.floor((day - openingDay) / 120);
  const drift = 0.0012 * (market.uniform(regime, 10) - 0.45);
  const sigma = 0.004 + 0.011 * market.uniform(regime, 11) ** 3;
  return drift + sigma * market.normal(day, 12);
}

/** What the company is worth by its sales and margin: log of capital, moving evenly through each quarter. */
function worthOf(company: DemoCompany, quarters: readonly Quarter[]): (day: EpochDay) => number {
  const usual = Math.max(Math.abs(company.netMargin), 0.06);
  const level = quarters.map((_, i) => {
    const revenue = trailing(quarters, i, 'revenue');
    const margin = trailing(quarters, i, 'netIncome') / revenue;
    const premium = Math.max(-0.6, Math.min(0.6, (0.5 * (margin - company.netMargin)) / usual));
    return Math.log(company.salesMultiple * revenue) + premium;
  });
  let i = 4;
  return (day) => {
    while (i < quarters.length - 1 && quarters[i]!.end < day) i++;
    const { start, end } = quarters[i]!;
    const passed = Math.min(1, (day - start + 1) / (end - start + 1));
    return level[i - 1]! + (level[i]! - level[i - 1]!) * passed;
  };
}

export interface DemoTape {
  readonly bars: BarSeries;
  readonly adjustments: readonly Adjustment[];
}

/**
 * Daily bars from the listing (or 2015) to `to`: worth by fundamentals, times a deviation that the market, the company's own
 * shocks and its news push around and that decays with a half-life of about five months. A later `to` only adds rows.
 */
export function simulateBars(
  company: DemoCompany,
  quarters: readonly Quarter[],
  happenings: readonly Happening[],
  dividends: readonly Dividend[],
  to: EpochDay,
): DemoTape {
  const chance = newChance(`bars ${company.code}`);
  const listed = company.listed;
  const jumps = new Map<EpochDay, number>();
  for (const { day, jump } of happenings) jumps.set(day, (jumps.get(day) ?? 0) + jump);
  const paid = new Map(dividends.map((dividend) => [dividend.day, dividend.perShare]));
  const splits = new Map(company.splits.map((split) => [split.day, split.ratio]));
  const worth = worthOf(company, quarters);
  const bars = newBarSeries(Math.max(0, to - openingDay + 1));
  const adjustments: Adjustment[] = [];
  let rows = 0;
  let deviation = 0;
  let last = Number.NaN;
  for (let day = Math.max(openingDay, listed); day <= to; day++) {
    if (!isSession(day)) continue;
    const shares = sharesOn(company, day);
    const splitRatio = splits.get(day) ?? 1;
    let before = last * splitRatio;
    const perShare = paid.get(day);
    const priceRatio = perShare && before > 2 * perShare ? 1 - perShare / before : 1;
    before *= priceRatio;
    if (last > 0 && (splitRatio !== 1 || priceRatio !== 1))
      adjustments.push({ exDay: day, priceRatio, splitRatio });
    const jump = jumps.get(day) ?? 0;
    const tail = chance.uniform(day, 7) < 0.02 ? 2.4 : 1;
    const move = company.beta * marketMove(day) + company.sigma * tail * chance.normal(day, 0) + jump;
    deviation = 0.9934 * deviation + move + Math.log(priceRatio);
    const close = cents(Math.exp(worth(day) + deviation) / shares);
    if (!(before > 0)) before = close * Math.exp(-move);
    const open = cents(before * Math.exp(0.7 * jump + 0.25 * company.sigma * chance.normal(day, 2)));
    const reach = (stream: number): number =>
      Math.exp(0.45 * company.sigma * Math.abs(chance.normal(day, stream)));
    const high = cents(Math.max(open, close) * reach(8));
    const low = Math.min(open, close, cents(Math.min(open, close) / reach(14)));
    const busy = Math.exp(0.35 * chance.normal(day, 4) + 14 * Math.min(Math.abs(move), 0.1));
    const volume = Math.round(shares * 0.0022 * busy);
    bars.day[rows] = day;
    bars.open[rows] = open;
    bars.high[rows] = Math.max(high, open, close);
    bars.low[rows] = low;
    bars.close[rows] = close;
    bars.volume[rows] = volume;
    bars.amount[rows] = Math.round((volume * (open + close + high + low)) / 4);
    rows++;
    last = close;
  }
  return { bars: sliceBars(bars, 0, rows), adjustments };
}
