export { type AuditEntry, auditEntries } from './documents.ts';
export { type AuditCtx, record } from './record.ts';
