import type { BarsReply } from '@sagacity/contracts/instruments';
import { type Instrument, type IsoDay, lowerBound, sliceBars, toEpochDay, toIsoDay } from '@sagacity/kernel';
import { adjustBars } from './bars/index.ts';
import { noBars } from './snapshot/build-snapshot.ts';
import { type GatherDeps, gatherBars } from './snapshot/gather.ts';
import { viewInstrument } from './snapshot/view-instrument.ts';

export interface ReadBars {
  readonly asOf: IsoDay;
  readonly from?: IsoDay | undefined;
  /** `adjusted` for what was in effect on `asOf`; `raw` as quoted on each day. */
  readonly mode: 'adjusted' | 'raw';
  /** Only the last rows. */
  readonly last?: number | undefined;
}

/** Daily bars up to `asOf`, ascending. Throws NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are none. */
export async function readBars(
  deps: GatherDeps,
  instrument: Instrument,
  { asOf, from, mode, last = Number.POSITIVE_INFINITY }: ReadBars,
): Promise<BarsReply> {
  const { bars, adjustments, profile } = await gatherBars(deps, instrument, asOf);
  if (!bars.found) throw noBars(instrument, asOf, bars);
  const known = mode === 'adjusted' && adjustments.found ? adjustments.value : [];
  const all = adjustBars(bars.value, known, bars.value.day.at(-1)!);
  const first = Math.max(
    from === undefined ? 0 : lowerBound(all.day, toEpochDay(from)),
    all.day.length - last,
    0,
  );
  const part = sliceBars(all, first);
  return {
    instrument: viewInstrument(instrument, profile.found ? profile.value : null),
    asOf,
    mode,
    source: bars.provider,
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
