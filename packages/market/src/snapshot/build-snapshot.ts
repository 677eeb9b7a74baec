import {
  AppError,
  type BarSeries,
  type Instrument,
  type IsoDay,
  sliceBars,
  toIsoDay,
} from '@sagacity/kernel';
import type { Answer } from '../router/port.ts';
import { canonicalJson, sha256Hex } from './canonical-json.ts';
import { factsOf } from './facts-of.ts';
import { findDoubts } from './find-doubts.ts';
import { type GatherDeps, gather } from './gather.ts';
import type { Snapshot, SnapshotBars } from './port.ts';
import { viewInstrument } from './view-instrument.ts';

const barRows = 500;
const newsItems = 100;

/** Adjusted prices carry the rounding of a product; six decimals are more than any exchange quotes. */
const prices = (column: Float64Array): number[] =>
  Array.from(column, (value) => Math.round(value * 1e6) / 1e6);

function tailOf(bars: BarSeries): SnapshotBars {
  const tail = sliceBars(bars, Math.max(0, bars.day.length - barRows));
  return {
    day: Array.from(tail.day, toIsoDay),
    open: prices(tail.open),
    high: prices(tail.high),
    low: prices(tail.low),
    close: prices(tail.close),
    volume: Array.from(tail.volume, Math.round),
  };
}

/** The error for an instrument without bars: retryable when a vendor failed, NO_DATA when nobody has any. */
export function noBars(instrument: Instrument, asOf: IsoDay, answer: Answer<unknown>): AppError {
  const { reason, detail } = answer.found ? { reason: 'no-data' as const, detail: 'no rows' } : answer;
  const details = { instrument: instrument.id, asOf, reason };
  if (reason === 'rate-limited')
    return new AppError('RATE_LIMITED', `Bars of ${instrument.id}: ${detail}.`, details);
  if (reason === 'upstream-failed' || reason === 'unit-mismatch')
    return new AppError('UPSTREAM_FAILED', `Bars of ${instrument.id}: ${detail}.`, details);
  return new AppError(
    'NO_DATA',
    `No bars of ${instrument.id} up to ${asOf} (${detail}). Import a CSV file or enable a data source for this market.`,
    details,
  );
}

/**
 * Freezes all a run dated `asOf` may know. The same bytes for the same instrument, day and data up to that day, whatever is known
 * later. Throws NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are no bars.
 */
export async function buildSnapshot(
  deps: GatherDeps,
  { instrument, asOf }: { readonly instrument: Instrument; readonly asOf: IsoDay },
): Promise<Snapshot> {
  const gathered = await gather(deps, instrument, asOf);
  const { facts, absences, bars } = factsOf(instrument, asOf, gathered);
  if (!bars) throw noBars(instrument, asOf, gathered.bars);
  const known = gathered.adjustments.found ? gathered.adjustments.value : [];
  const profile = gathered.profile.found ? gathered.profile.value : null;
  const content = {
    instrument: viewInstrument(instrument, profile),
    asOf,
    simulated: instrument.market === 'DEMO',
    facts,
    absences,
    doubts: gathered.bars.found ? findDoubts(gathered.bars.value, known, barRows) : [],
    bars: tailOf(bars),
    news: gathered.news.found ? gathered.news.value.slice(0, newsItems) : [],
  };
  return { ...content, hash: sha256Hex(canonicalJson(content)) };
}
