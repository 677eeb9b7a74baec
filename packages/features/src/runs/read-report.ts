import type { Report } from '@sagacity/contracts/reports';
import { readDecision } from './read-decision.ts';

/** As stored by versions that did not look for doubts. */
type ReportBefore = Omit<Report, 'doubts'> & Partial<Pick<Report, 'doubts'>>;

/** A stored report in the form of today. */
export const readReport = (stored: ReportBefore): Report => ({
  ...stored,
  doubts: stored.doubts ?? [],
  decision: readDecision(stored.decision),
});
