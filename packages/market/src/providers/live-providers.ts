import { alphaVantageProvider } from './alpha-vantage/index.ts';
import { eastmoneyProvider } from './eastmoney/index.ts';
import type { Provider } from './port.ts';
import { tushareProvider } from './tushare/index.ts';
import { yahooProvider } from './yahoo/index.ts';

/** Vendors reached over the network, in the built-in order of preference. A new one is a folder and a line here. */
export const liveProviders: readonly Provider[] = [
  tushareProvider,
  yahooProvider,
  alphaVantageProvider,
  eastmoneyProvider,
];
