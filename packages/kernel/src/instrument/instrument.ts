import type { Currency } from '@sagacity/contracts/facts';
import { type Market, marketSchema } from '@sagacity/contracts/instruments';

/** XTS, ISO 4217's code for tests, is the currency of the simulated exchange and never convertible. */
export type { Currency, Market };
export type Exchange = 'SH' | 'SZ' | 'BJ' | 'HK' | 'US' | 'DEMO';

/** A thing that is traded. Everything but `market` and `code` follows from these two. */
export interface Instrument {
  /** `market:code`, the only spelling that is stored. */
  readonly id: string;
  readonly market: Market;
  /** CN six digits, HK five digits, US letters with `.` before a share class, DEMO letters and digits. */
  readonly code: string;
  readonly exchange: Exchange;
  readonly currency: Currency;
  /** IANA zone of the exchange's sessions and calendar days. */
  readonly timeZone: string;
}

export const timeZoneOf: Readonly<Record<Market, string>> = {
  CN: 'Asia/Shanghai',
  HK: 'Asia/Hong_Kong',
  US: 'America/New_York',
  DEMO: 'UTC',
};

export const isMarket = (text: string): text is Market => marketSchema.safeParse(text).success;
