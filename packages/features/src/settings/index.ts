import { defineFeature } from '../define-feature.ts';
import { settingsActions } from './audit.ts';
import { settingsSections } from './config.ts';
import { settingsEntities } from './documents.ts';
import { settingsHandlers } from './handlers.ts';

export { settingsSections } from './config.ts';
export { configuredVendors } from './configured-vendors.ts';
export { settingsEntities } from './documents.ts';
export { findModelAccess } from './find-model-access.ts';
export { settingsHandlers } from './handlers.ts';
export { marketSettings } from './market-settings.ts';
export { openModelHttp } from './open-model-http.ts';
export type { ConfiguredKeys, SettingsServices } from './services.ts';

export const settingsFeature = defineFeature({
  name: 'settings',
  entities: settingsEntities,
  handlers: ({ settings }) => settingsHandlers(settings),
  config: settingsSections,
  audit: settingsActions,
});
