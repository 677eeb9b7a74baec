export const markets = ['CN', 'HK', 'US', 'DEMO'] as const;
export type Market = (typeof markets)[number];
export type Exchange = 'SH' | 'SZ' | 'BJ' | 'HK' | 'US' | 'DEMO';
/** ISO 4217. XTS is its code for tests: the currency of the simulated exchange, never convertible. */
export type Currency = 'CNY' | 'HKD' | 'USD' | 'XTS';

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

export const isMarket = (text: string): text is Market => (markets as readonly string[]).includes(text);
