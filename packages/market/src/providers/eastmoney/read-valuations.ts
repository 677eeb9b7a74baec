import { isIsoDay, toEpochDay, type ValuationSeries } from '@sagacity/kernel';
import { ProviderFailure } from '../failure.ts';
import type { LiveSettings } from '../live-settings.ts';
import type { DataRequest, ProviderIo } from '../port.ts';
import { isoDayIn, numberIn, readDatacenter } from './datacenter.ts';

/** Ten years of trading days are about 2,430 rows. */
const maxPages = 5;

/** Daily ratios of an A share; EastMoney gives no turnover rate here. */
export async function readValuations(
  { instrument, from, to }: DataRequest,
  io: ProviderIo<LiveSettings>,
): Promise<ValuationSeries> {
  const rows =
    instrument.market === 'CN'
      ? await readDatacenter(io, 'RPT_VALUEANALYSIS_DET', instrument, { sortBy: 'TRADE_DATE', maxPages })
      : [];
  const dated = rows
    .flatMap((row) => {
      const day = isoDayIn(row, 'TRADE_DATE');
      return day !== undefined && isIsoDay(day) ? [{ day: toEpochDay(day), row }] : [];
    })
    .filter(({ day }) => day >= from && day <= to)
    .sort((a, b) => a.day - b.day);
  if (dated.length === 0) {
    throw new ProviderFailure('no-data', `eastmoney has no valuations of ${instrument.id}`);
  }
  const column = (field: string): Float64Array => Float64Array.from(dated, ({ row }) => numberIn(row, field));
  return {
    day: Int32Array.from(dated, ({ day }) => day),
    peTtm: column('PE_TTM'),
    pbMrq: column('PB_MRQ'),
    psTtm: column('PS_TTM'),
    pcfTtm: column('PCF_OCF_TTM'),
    turnoverPct: new Float64Array(dated.length).fill(Number.NaN),
  };
}
