import { defineFeature } from '../define-feature.ts';
import { auditEntries } from './documents.ts';

export { type AuditEntry, auditEntries } from './documents.ts';

export const auditFeature = defineFeature({ name: 'audit', entities: [auditEntries] });
