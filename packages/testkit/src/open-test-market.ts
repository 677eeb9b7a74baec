import { type Market, openMarket } from '@sagacity/market/open-market';
import { openMemoryCache } from '@sagacity/platform/cache/open-memory-cache';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import { clockAt } from './clock-at.ts';
import { openTestBarStore } from './open-test-bar-store.ts';
import { hasSharedData, readSharedText } from './shared-data.ts';

const now = '2026-11-23T12:00:00Z';
const american = ['aapl', 'ibm', 'goog', 'spy'];
const chinese = ['600519', '000001', '300750', '600036', '688981'];

async function importSharedData(market: Market): Promise<void> {
  const owner = 'reader';
  for (const instrument of american)
    await market.importCsv({
      owner,
      instrument,
      bars: readSharedText(`${instrument}.daily.csv`),
      factors: readSharedText(`${instrument}.factors.csv`),
    });
  for (const instrument of chinese)
    await market.importCsv({
      owner,
      instrument,
      bars: readSharedText(`cn/${instrument}.daily.csv`),
      factors: readSharedText(`cn/${instrument}.factors.csv`),
      valuation: readSharedText(`cn/${instrument}.valuation.csv`),
    });
}

/** The simulated exchange and, where it is present, the shared data; no network. */
export async function openTestMarket(): Promise<{ market: Market; close(): Promise<void> }> {
  const store = await openTestBarStore();
  const market = openMarket({
    bars: store.bars,
    cache: openMemoryCache(),
    counters: openMemoryCounters(clockAt(now)),
    fetch: () => Promise.reject(new Error('no network')),
    clock: clockAt(now),
    settings: async () => ({ providers: {} }),
  });
  if (hasSharedData) await importSharedData(market);
  return { market, close: async () => store.close() };
}
