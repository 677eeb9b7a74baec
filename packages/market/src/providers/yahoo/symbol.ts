import type { Instrument } from '@sagacity/kernel';

/** Yahoo's spelling: `BRK-B`, `0700.HK`. */
export const yahooSymbol = ({ market, code }: Instrument): string =>
  market === 'HK' ? `${code.replace(/^0/, '')}.HK` : code.replace('.', '-');
