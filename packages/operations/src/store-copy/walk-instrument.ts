import type { BarSeries, ValuationSeries } from '@sagacity/kernel';
import type { BarCoverage, BarRange, BarStore } from '@sagacity/platform/bars/port';

export interface InstrumentWindow {
  readonly bars: BarSeries;
  readonly valuations: ValuationSeries;
}

/** About sixteen years of trading days: what is in memory at a time. */
const windowDays = 6_000;

/** Bars and valuations of an instrument by windows of days, ascending; together they are all there is. */
export async function* walkInstrument(
  store: BarStore,
  { instrument, firstDay, lastDay }: BarCoverage,
): AsyncGenerator<InstrumentWindow> {
  for (let start = firstDay; start <= lastDay; start += windowDays) {
    const range: BarRange = {
      ...(start > firstDay && { from: start }),
      ...(start + windowDays <= lastDay && { to: start + windowDays - 1 }),
    };
    const [bars, valuations] = await Promise.all([
      store.readBars(instrument, range),
      store.readValuations(instrument, range),
    ]);
    yield { bars, valuations };
  }
}
