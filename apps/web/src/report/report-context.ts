import type { Fact } from '@sagacity/contracts/facts';
import type { NumberSpan, Report } from '@sagacity/contracts/reports';
import { type InjectionKey, inject } from 'vue';

export interface ReportContext {
  facts: ReadonlyMap<string, Fact>;
  /** Shows what a number rests on, beside it; null hides it. */
  show(number: NumberSpan | null, beside: HTMLElement | null): void;
}
export const reportContextKey: InjectionKey<ReportContext> = Symbol('report');

export function useReportContext(): ReportContext {
  const context = inject(reportContextKey);
  if (context === undefined) throw new Error('GroundedText is used outside a report.');
  return context;
}
export const factsById = (report: Report): Map<string, Fact> =>
  new Map(report.facts.map((fact) => [fact.id, fact]));
