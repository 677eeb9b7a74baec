import type { Absence } from '@sagacity/contracts/facts';
import {
  type BarSeries,
  type EpochDay,
  type Instrument,
  type IsoDay,
  lowerBound,
  sliceBars,
  toEpochDay,
  toIsoDay,
  type ValuationSeries,
} from '@sagacity/kernel';
import { calendarOf } from '../../calendars/index.ts';
import { type FactsAndAbsences, newFactSheet } from './fact-sheet.ts';
import { levelFacts } from './level-facts.ts';
import { momentumFacts } from './momentum-facts.ts';
import { quoteFacts } from './quote-facts.ts';
import { trendFacts } from './trend-facts.ts';
import { valuationFacts } from './valuation-facts.ts';
import { volatilityFacts } from './volatility-facts.ts';
import { volumeFacts } from './volume-facts.ts';

export interface MarketFactsInput {
  readonly instrument: Instrument;
  readonly asOf: IsoDay;
  /** Adjusted as of `asOf`; later rows are not looked at. */
  readonly bars: BarSeries;
  /** Null when no source gave any: the caller knows why and says so. */
  readonly valuations: ValuationSeries | null;
  /** Id of the provider of the bars, and of the valuations unless these name their own. */
  readonly source: string;
  readonly valuationSource?: string;
}

const families = [quoteFacts, trendFacts, momentumFacts, volatilityFacts, volumeFacts, levelFacts];
const label = { zh: '日线', en: 'Daily bars' };
const toleratedGap = 5;

/** Trading days after the last bar up to and including `asOfDay`, counted up to one more than tolerated. */
function missedDays(instrument: Instrument, lastDay: EpochDay, asOfDay: EpochDay): number {
  const calendar = calendarOf(instrument.market);
  let missed = 0;
  for (let day = calendar.nextTradingDay(lastDay); day <= asOfDay; day = calendar.nextTradingDay(day)) {
    if (++missed > toleratedGap) break;
  }
  return missed;
}

function barFacts({ instrument, asOf, bars, source }: MarketFactsInput): FactsAndAbsences {
  const asOfDay = toEpochDay(asOf);
  const seen = sliceBars(bars, 0, lowerBound(bars.day, asOfDay + 1));
  const lastDay = seen.day.at(-1);
  if (lastDay === undefined) {
    return {
      facts: [],
      absences: [{ what: 'bars', label, reason: 'no-data', detail: `no bars up to ${asOf}` }],
    };
  }
  const sheet = newFactSheet({ instrument, provider: source, dataset: 'bars', day: seen.day });
  for (const family of families) family(sheet, seen);
  const stale: Absence[] =
    missedDays(instrument, lastDay, asOfDay) > toleratedGap
      ? [
          {
            what: 'bars',
            label,
            reason: 'stale',
            detail: `the last bar is of ${toIsoDay(lastDay)}, more than ${toleratedGap} trading days before ${asOf}`,
          },
        ]
      : [];
  return { facts: sheet.facts, absences: [...stale, ...sheet.absences] };
}

/**
 * Every market and valuation fact of the catalogue, each either present with its exact value, range of days and formula, or
 * absent with a reason. Depends on nothing after `asOf`. An empty series gives one absence named after the dataset.
 */
export function marketFacts(input: MarketFactsInput): FactsAndAbsences {
  const { facts, absences } = barFacts(input);
  if (!input.valuations) return { facts, absences };
  const valuation = valuationFacts({
    instrument: input.instrument,
    asOfDay: toEpochDay(input.asOf),
    valuations: input.valuations,
    source: input.valuationSource ?? input.source,
  });
  return { facts: [...facts, ...valuation.facts], absences: [...absences, ...valuation.absences] };
}
