import type { BarPeriod, InstrumentView } from '@sagacity/contracts/instruments';
import { type BarSeries, type Instrument, type IsoDay, lowerBound, toEpochDay } from '@sagacity/kernel';
import { adjustBars, barsOfPeriod } from './bars/index.ts';
import { noBars } from './snapshot/build-snapshot.ts';
import { type GatherDeps, gatherBars } from './snapshot/gather.ts';
import { viewInstrument } from './snapshot/view-instrument.ts';

export interface ReadSeries {
  readonly asOf: IsoDay;
  readonly from?: IsoDay | undefined;
  /** `adjusted` for what was in effect on `asOf`; `raw` as quoted on each day. */
  readonly mode: 'adjusted' | 'raw';
  readonly period: BarPeriod;
  /** Only the last rows; `mostRows` when it is not said. */
  readonly last?: number | undefined;
}

export interface SeriesUpTo {
  readonly instrument: InstrumentView;
  /** Every bar held up to the day, also those before the range asked for. */
  readonly series: BarSeries;
  /** Where the range asked for starts. */
  readonly firstRow: number;
  readonly provider: string;
}

/** Of one reply: forty years of days. */
export const mostRows = 10_000;

/** Bars up to `asOf`, ascending. Throws NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are none. */
export async function readSeries(
  deps: GatherDeps,
  instrument: Instrument,
  { asOf, from, mode, period, last = mostRows }: ReadSeries,
): Promise<SeriesUpTo> {
  const { bars, adjustments, profile } = await gatherBars(deps, instrument, { asOf, isWhole: true });
  if (!bars.found) throw noBars(instrument, asOf, bars);
  const known = mode === 'adjusted' && adjustments.found ? adjustments.value : [];
  const series = barsOfPeriod(adjustBars(bars.value, known, bars.value.day.at(-1)!), period);
  return {
    instrument: viewInstrument(instrument, profile.found ? profile.value : null),
    series,
    firstRow: Math.max(
      from === undefined ? 0 : lowerBound(series.day, toEpochDay(from)),
      series.day.length - last,
      0,
    ),
    provider: bars.provider,
  };
}
