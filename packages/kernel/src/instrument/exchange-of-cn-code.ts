import type { Currency, Exchange } from './instrument.ts';

interface Listing {
  readonly exchange: Exchange;
  readonly currency: Currency;
}

const sh: Listing = { exchange: 'SH', currency: 'CNY' };
const sz: Listing = { exchange: 'SZ', currency: 'CNY' };
const bj: Listing = { exchange: 'BJ', currency: 'CNY' };

/** Number ranges of the three mainland exchanges, longest prefix first; source: the exchanges' code allocation rules. */
const ranges: ReadonlyArray<readonly [prefix: string, listing: Listing]> = [
  ['900', { exchange: 'SH', currency: 'USD' }], // B shares
  ['200', { exchange: 'SZ', currency: 'HKD' }], // B shares
  ['201', { exchange: 'SZ', currency: 'HKD' }],
  ['60', sh],
  ['68', sh], // STAR market
  ['50', sh], // funds and ETFs
  ['51', sh],
  ['52', sh],
  ['53', sh],
  ['55', sh],
  ['56', sh],
  ['58', sh],
  ['00', sz],
  ['30', sz], // ChiNext
  ['15', sz], // ETFs
  ['16', sz], // listed open funds
  ['18', sz], // closed funds and property trusts
  ['43', bj],
  ['83', bj],
  ['87', bj],
  ['92', bj],
];

/** Exchange and currency of a six-digit mainland code; undefined for bonds, rights, indices and unallocated ranges. */
export const exchangeOfCnCode = (code: string): Listing | undefined =>
  /^\d{6}$/.test(code) ? ranges.find(([prefix]) => code.startsWith(prefix))?.[1] : undefined;
