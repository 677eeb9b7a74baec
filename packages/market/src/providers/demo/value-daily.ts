import type { BarSeries, ValuationSeries } from '@sagacity/kernel';
import type { DemoCompany } from './companies.ts';
import { sharesOn } from './happenings.ts';
import { isFiled, type Quarter, trailing } from './quarters.ts';

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
const positive = (capital: number, amount: number): number =>
  amount > 0 ? rounded(capital / amount) : Number.NaN;

/** Ratios of each day's close to what had been announced by then; NaN while earnings or cash flow are not above zero. */
export function valueDaily(
  company: DemoCompany,
  allQuarters: readonly Quarter[],
  bars: BarSeries,
): ValuationSeries {
  const quarters = allQuarters.filter((quarter) => isFiled(company, quarter));
  const rows = bars.day.length;
  const column = () => new Float64Array(rows);
  const values = {
    day: bars.day,
    peTtm: column(),
    pbMrq: column(),
    psTtm: column(),
    pcfTtm: column(),
    turnoverPct: column(),
  };
  let known = -1;
  for (let i = 0; i < rows; i++) {
    const day = bars.day[i]!;
    while (known + 1 < quarters.length && quarters[known + 1]!.announced <= day) known++;
    const shares = sharesOn(company, day);
    const capital = bars.close[i]! * shares;
    values.peTtm[i] = positive(capital, trailing(quarters, known, 'netIncome'));
    values.psTtm[i] = positive(capital, trailing(quarters, known, 'revenue'));
    values.pcfTtm[i] = positive(capital, trailing(quarters, known, 'operatingCashFlow'));
    values.pbMrq[i] = positive(capital, quarters[known]?.equity ?? Number.NaN);
    values.turnoverPct[i] = rounded((bars.volume[i]! / shares) * 100);
  }
  return values;
}
