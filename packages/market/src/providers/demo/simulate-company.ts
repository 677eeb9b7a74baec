import type { NewsItem } from '@sagacity/contracts/instruments';
import { type EpochDay, toIsoDay, type ValuationSeries } from '@sagacity/kernel';
import type { Statement } from '../datasets.ts';
import type { DemoCompany } from './companies.ts';
import { dividendsOf, happeningsOf } from './happenings.ts';
import { newsOf } from './news-of.ts';
import { quartersOf } from './quarters.ts';
import { type DemoTape, simulateBars } from './simulate-bars.ts';
import { statementsOf } from './statements-of.ts';
import { valueDaily } from './value-daily.ts';

export interface SimulatedCompany extends DemoTape {
  readonly valuations: ValuationSeries;
  readonly statements: readonly Statement[];
  readonly news: readonly NewsItem[];
}

/** A dividend is declared before it is paid; far enough ahead for the declaration to be told in time. */
const declarationDays = 40;

/** All that is public about a company by `to`. Deterministic: a later `to` adds rows and changes none. */
export function simulateCompany(company: DemoCompany, to: EpochDay): SimulatedCompany {
  const quarters = quartersOf(company, to);
  const happenings = happeningsOf(company, quarters, to);
  const dividends = dividendsOf(company, quarters, to + declarationDays);
  const tape = simulateBars(company, quarters, happenings, dividends, to);
  const last = toIsoDay(to);
  const isOut = (statement: Statement): boolean => statement.announced <= last;
  return {
    ...tape,
    valuations: valueDaily(company, quarters, tape.bars),
    statements: statementsOf(company, quarters).filter(isOut),
    news: newsOf(company, quarters, happenings, dividends, to),
  };
}
