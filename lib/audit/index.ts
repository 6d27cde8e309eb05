export { Audit, type AuditedMessage, type AuditOptions } from './audit';
export { auditHeader } from './audit-header';
export { Journal, type Outcome, type Settlement } from './journal';
export { JournalFile } from './journal-file';
export { OFFENCES, type Offence } from './offences';
export type { Readers } from './readers';
export { readJournals } from './read-journals';
export type { AuditReport } from './report';
export { newRunId } from './run-id';
