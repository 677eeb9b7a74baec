import { type Instrument, isIsoDay, toEpochDay } from '@sagacity/kernel';
import type { CorporateEvent } from '../adjustments-from-events.ts';
import type { LiveSettings } from '../live-settings.ts';
import type { ProviderIo } from '../port.ts';
import { isoDayIn, numberIn, readDatacenter } from './datacenter.ts';

/** The report counts cash and new shares for every ten held; `BONUS_IT_RATIO` is bonus and transferred shares together. */
const held = 10;

/** Cash dividends and bonus shares of an A share by ex-day. Rights issues are not in the report. */
export async function readEvents(
  io: ProviderIo<LiveSettings>,
  instrument: Instrument,
): Promise<CorporateEvent[]> {
  const rows = await readDatacenter(io, 'RPT_SHAREBONUS_DET', instrument, {
    sortBy: 'EX_DIVIDEND_DATE',
    maxPages: 1,
  });
  return rows.flatMap((row) => {
    const day = isoDayIn(row, 'EX_DIVIDEND_DATE');
    if (day === undefined || !isIsoDay(day)) return [];
    const splitRatio = 1 / (1 + (numberIn(row, 'BONUS_IT_RATIO') || 0) / held);
    const cash = ((numberIn(row, 'PRETAX_BONUS_RMB') || 0) / held) * splitRatio;
    return [{ exDay: toEpochDay(day), cash, splitRatio }];
  });
}
