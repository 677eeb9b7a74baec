import type { Absence, Fact } from '@sagacity/contracts/facts';
import type { BarSeries, Instrument, IsoDay } from '@sagacity/kernel';
import { adjustBars } from '../bars/index.ts';
import { fundamentalsFacts } from './facts/fundamentals-facts.ts';
import { marketFacts } from './facts/market-facts.ts';
import { newsFacts } from './facts/news-facts.ts';
import type { Gathered } from './gather.ts';

const labels = {
  bars: { zh: '日线', en: 'Daily bars' },
  adjustments: { zh: '复权因子', en: 'Splits and dividends' },
  valuation: { zh: '估值', en: 'Valuation' },
  fundamentals: { zh: '财务报表', en: 'Financial statements' },
  news: { zh: '新闻', en: 'News' },
} as const;

export interface FactsOfDay {
  /** By id. */
  readonly facts: Fact[];
  /** By what. */
  readonly absences: Absence[];
  /** Adjusted as of the last bar; null when there are no bars. */
  readonly bars: BarSeries | null;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every fact of the catalogue that the gathered data gives, and an absence with its reason for every one it does not. */
export function factsOf(instrument: Instrument, asOf: IsoDay, gathered: Gathered): FactsOfDay {
  const facts: Fact[] = [];
  const absences: Absence[] = [];
  const add = (part: { facts: readonly Fact[]; absences: readonly Absence[] }): void => {
    facts.push(...part.facts);
    absences.push(...part.absences);
  };
  const { bars, adjustments, valuations, fundamentals, news } = gathered;
  for (const [what, answer] of Object.entries({
    bars,
    adjustments,
    valuation: valuations,
    fundamentals,
    news,
  })) {
    if (answer.found) continue;
    const { reason, detail } = answer;
    absences.push({ what, label: labels[what as keyof typeof labels], reason, detail });
  }

  const known = adjustments.found ? adjustments.value : [];
  const adjusted = bars.found ? adjustBars(bars.value, known, bars.value.day.at(-1)!) : null;
  if (bars.found && adjusted) {
    add(
      marketFacts({
        instrument,
        asOf,
        bars: adjusted,
        valuations: valuations.found ? valuations.value : null,
        source: bars.provider,
        ...(valuations.found ? { valuationSource: valuations.provider } : {}),
      }),
    );
    if (fundamentals.found) {
      add(
        fundamentalsFacts({
          instrument,
          statements: fundamentals.value,
          provider: fundamentals.provider,
          close: adjusted.close.at(-1)!,
          closeDay: adjusted.day.at(-1)!,
          adjustments: known,
        }),
      );
    }
  }
  if (news.found) add(newsFacts(instrument, asOf, news.value, news.provider));
  return {
    facts: facts.sort((a, b) => byText(a.id, b.id)),
    absences: absences.sort((a, b) => byText(a.what, b.what) || byText(a.detail, b.detail)),
    bars: adjusted,
  };
}
