import type { NewsItem } from '@sagacity/contracts/instruments';
import type { Instrument, IsoDay } from '@sagacity/kernel';
import { dayInZone, endOfDayMs } from '../day-in-zone.ts';
import type { FactsAndAbsences } from './fact-sheet.ts';
import { makeAbsence, makeFact } from './make-fact.ts';

const dayMs = 86_400_000;

/** How much was written lately. `news` is newest first and ends at the end of `asOf` in the exchange's zone. */
export function newsFacts(
  instrument: Instrument,
  asOf: IsoDay,
  news: readonly NewsItem[],
  provider: string,
): FactsAndAbsences {
  const end = endOfDayMs(asOf, instrument.timeZone);
  const within = (days: number): number =>
    news.filter((item) => Date.parse(item.publishedAt) > end - days * dayMs).length;
  const source = { provider, dataset: 'news', to: asOf };
  const context = { asOf, currency: instrument.currency, source };
  const latest = news[0];
  return {
    facts: [
      makeFact('news.count-7d', within(7), context),
      makeFact('news.count-30d', within(30), context),
      ...(latest
        ? [makeFact('news.latest', dayInZone(Date.parse(latest.publishedAt), instrument.timeZone), context)]
        : []),
    ],
    absences: latest ? [] : [makeAbsence('news.latest', 'no-data', `no news up to ${asOf}`)],
  };
}
