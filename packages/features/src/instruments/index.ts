import { defineFeature } from '../define-feature.ts';
import { instrumentActions } from './audit.ts';
import { instrumentHandlers } from './handlers.ts';

export { instrumentHandlers } from './handlers.ts';
export { importData } from './import-data.ts';

export const instrumentsFeature = defineFeature({
  name: 'instruments',
  handlers: instrumentHandlers,
  audit: instrumentActions,
});
