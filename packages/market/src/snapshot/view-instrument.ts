import type { InstrumentView } from '@sagacity/contracts/instruments';
import type { Instrument } from '@sagacity/kernel';
import type { Profile } from '../providers/datasets.ts';

/** An instrument as people see it. `simulated` holds for DEMO and for nothing else. */
export const viewInstrument = (instrument: Instrument, profile: Profile | null): InstrumentView => ({
  id: instrument.id,
  market: instrument.market,
  code: instrument.code,
  exchange: instrument.exchange,
  currency: instrument.currency,
  name: profile?.name ?? null,
  simulated: instrument.market === 'DEMO',
});
