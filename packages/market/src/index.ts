export { calendarOf } from './calendars/index.ts';
export * from './open-market.ts';
export type { Fetch, ProviderSettings } from './providers/port.ts';
export type { ProviderStatus } from './router/provider-status.ts';
export type { MarketSettings } from './router/settings.ts';
export type { FactId } from './snapshot/fact-catalogue.ts';
export { factCatalogue } from './snapshot/fact-catalogue.ts';
export type { Snapshot, SnapshotBars } from './snapshot/port.ts';
