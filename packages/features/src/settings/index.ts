export { configuredVendors } from './configured-vendors.ts';
export { settingsEntities } from './documents.ts';
export { settingsHandlers } from './handlers.ts';
export { marketSettings } from './market-settings.ts';
export type { ConfiguredKeys, SettingsServices } from './services.ts';
