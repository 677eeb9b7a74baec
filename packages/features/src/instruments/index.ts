export { instrumentHandlers } from './handlers.ts';
export { importData } from './import-data.ts';
