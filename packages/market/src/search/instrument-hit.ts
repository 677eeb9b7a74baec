import type { InstrumentHit } from '@sagacity/contracts/instruments';
import { type Clock, type Instrument, toIsoDay } from '@sagacity/kernel';
import type { BarCoverage, BarStore } from '@sagacity/platform/bars/port';
import type { Profile } from '../providers/datasets.ts';
import { type DemoCompany, demoCompanies } from '../providers/demo/index.ts';
import { lastClosedSession, sessionsBetween } from '../providers/demo/sessions.ts';
import { viewInstrument } from '../snapshot/view-instrument.ts';

export interface SearchDeps {
  readonly bars: BarStore;
  readonly clock: Clock;
  /** Simulated companies listed by now. */
  readonly companies: () => DemoCompany[];
  /** The name where one is at hand without asking a vendor. */
  readonly profile: (instrument: Instrument) => Promise<Profile | null>;
}

export const listedCompanies = (clock: Clock): DemoCompany[] =>
  [...demoCompanies.values()].filter(({ listed }) => listed <= lastClosedSession(clock.now()));

function coverageOf(
  { clock }: SearchDeps,
  instrument: Instrument,
  held: BarCoverage | undefined,
): InstrumentHit['coverage'] {
  const company = instrument.market === 'DEMO' ? demoCompanies.get(instrument.code) : undefined;
  if (company) {
    const last = lastClosedSession(clock.now());
    if (company.listed > last) return null;
    const rows = sessionsBetween(company.listed, last);
    return { from: toIsoDay(company.listed), to: toIsoDay(last), rows };
  }
  return held ? { from: toIsoDay(held.firstDay), to: toIsoDay(held.lastDay), rows: held.rows } : null;
}

/** One instrument with its name and what is held of it. */
export async function instrumentHit(
  deps: SearchDeps,
  instrument: Instrument,
  held: BarCoverage | undefined,
): Promise<InstrumentHit> {
  const view = viewInstrument(instrument, await deps.profile(instrument));
  return { ...view, coverage: coverageOf(deps, instrument, held) };
}
