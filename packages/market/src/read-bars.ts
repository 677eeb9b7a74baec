import type { BarsReply } from '@sagacity/contracts/instruments';
import { type Instrument, sliceBars, toIsoDay } from '@sagacity/kernel';
import { type ReadSeries, readSeries } from './read-series.ts';
import type { GatherDeps } from './snapshot/gather.ts';

/** Bars up to `asOf`, ascending. Throws NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are none. */
export async function readBars(
  deps: GatherDeps,
  instrument: Instrument,
  range: ReadSeries,
): Promise<BarsReply> {
  const { series, firstRow, provider, ...found } = await readSeries(deps, instrument, range);
  const part = sliceBars(series, firstRow);
  return {
    instrument: found.instrument,
    asOf: range.asOf,
    mode: range.mode,
    period: range.period,
    source: provider,
    bars: Array.from(part.day, (day, i) => ({
      day: toIsoDay(day),
      open: part.open[i]!,
      high: part.high[i]!,
      low: part.low[i]!,
      close: part.close[i]!,
      volume: part.volume[i]!,
      amount: Number.isFinite(part.amount[i]!) ? part.amount[i]! : null,
    })),
  };
}
