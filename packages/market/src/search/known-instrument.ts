import { AppError, type Instrument, parseInstrument } from '@sagacity/kernel';
import { demoCompanies } from '../providers/demo/index.ts';

/** The instrument a text names. A code of the simulated exchange must be one of its companies. Throws INSTRUMENT_UNKNOWN. */
export function knownInstrument(text: string): Instrument {
  const instrument = parseInstrument(text);
  if (instrument.market !== 'DEMO' || demoCompanies.has(instrument.code)) return instrument;
  const hint = [...demoCompanies.keys()].map((code) => `DEMO:${code}`).join(', ');
  throw new AppError(
    'INSTRUMENT_UNKNOWN',
    `${instrument.id} is not a company of the simulated exchange. Try ${hint}.`,
    { text, hint },
  );
}
