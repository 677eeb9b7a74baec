export { configuredVendors } from './configured-vendors.ts';
export { settingsEntities } from './documents.ts';
export { findModelAccess } from './find-model-access.ts';
export { settingsHandlers } from './handlers.ts';
export { marketSettings } from './market-settings.ts';
export { openModelHttp } from './open-model-http.ts';
export type { ConfiguredKeys, SettingsServices } from './services.ts';
