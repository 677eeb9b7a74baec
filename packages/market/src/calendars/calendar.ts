import type { EpochDay, Market } from '@sagacity/kernel';

export interface DayStatus {
  readonly trading: 'full' | 'half' | 'none';
  /** False outside the holiday tables, where every weekday counts as a full day. */
  readonly covered: boolean;
  /** True where the exchange had not yet published the year's holidays and the table follows the usual rule. */
  readonly expected: boolean;
}

/** Continuous trading from `openMs` to `closeMs`, epoch milliseconds UTC. */
export interface Session {
  readonly openMs: number;
  readonly closeMs: number;
}

/** Trading days of one market. Days are days of the exchange's own zone. */
export interface Calendar {
  readonly market: Market;
  readonly timeZone: string;
  status(day: EpochDay): DayStatus;
  isTradingDay(day: EpochDay): boolean;
  /** Ascending; two around a lunch break, none on a closed day. Half days are shortened. */
  sessions(day: EpochDay): readonly Session[];
  /** The first trading day strictly after `day`. */
  nextTradingDay(day: EpochDay): EpochDay;
  /** The last trading day strictly before `day`. */
  previousTradingDay(day: EpochDay): EpochDay;
  /** The latest trading day whose last session, closing auction included, is over at this instant. */
  lastClosedDay(nowMs: number): EpochDay;
}

/** What a market's table says. Days are written `MM-DD` or `MM-DD..MM-DD`, a year to a line; weekends need no mention. */
export interface CalendarTable {
  readonly closed: Readonly<Record<number, string>>;
  readonly half: Readonly<Record<number, string>>;
  /** Years that follow the rule because nothing was published. */
  readonly expectedYears: readonly number[];
  /** Local times, `HH:MM-HH:MM`. */
  readonly fullSessions: readonly string[];
  readonly halfSessions: readonly string[];
  /** Minutes after the last session until its closing price is final. */
  readonly closingAuctionMinutes: number;
}
