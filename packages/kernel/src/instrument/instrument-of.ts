import { exchangeOfCnCode } from './exchange-of-cn-code.ts';
import { type Instrument, type Market, timeZoneOf } from './instrument.ts';

/** A share class is never spelt like a market's mark, so that an id reads back as itself. */
const usCode = /^(?!US\.)[A-Z]{1,5}(\.(?!(SH|SS|SZ|BJ|HK|US)$)[A-Z]{1,2})?$/;
const demoCode = /^[A-Z][A-Z0-9]{0,11}$/;

const listingOf = (market: Market, code: string): Pick<Instrument, 'exchange' | 'currency'> | undefined => {
  switch (market) {
    case 'CN':
      return exchangeOfCnCode(code);
    case 'HK':
      if (!/^\d{5}$/.test(code) || code === '00000') return undefined;
      return { exchange: 'HK', currency: code.startsWith('8') ? 'CNY' : 'HKD' }; // 80000–89999: RMB counters
    case 'US':
      return usCode.test(code) ? { exchange: 'US', currency: 'USD' } : undefined;
    case 'DEMO':
      return demoCode.test(code) ? { exchange: 'DEMO', currency: 'XTS' } : undefined;
  }
};

/** The instrument of a canonical code, or undefined when the market has no such code. Looks nothing up. */
export function instrumentOf(market: Market, code: string): Instrument | undefined {
  const listing = listingOf(market, code);
  return listing && { id: `${market}:${code}`, market, code, ...listing, timeZone: timeZoneOf[market] };
}
