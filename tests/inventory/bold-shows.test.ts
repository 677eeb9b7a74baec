import { openTestMarket } from '@sagacity/testkit/open-test-market';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../apps/web/src/report/markdown.ts';
import { markWithdrawn } from '../../packages/research/src/report/mark-withdrawn.ts';
import { textsOfDecision } from '../../packages/research/src/report/texts-of-decision.ts';
import { toMarkdown } from '../../packages/research/src/report/to-markdown.ts';
import { fillShelf, simulatedReports } from '../../packages/research/src/rules/fixtures/report-shelf.ts';

const show = (body: string) =>
  renderMarkdown(body, { numbers: [], unsourcedLabel: '', sanitize: (html) => html });
/** What a reader would see of the marks of bold. */
const asterisks = (body: string): string[] => show(body).match(/.{0,12}\*\*.{0,12}/g) ?? [];

describe('the reports', () => {
  it('show no asterisks where a text is bold, in either language, on the page and in the export', async () => {
    const { market, close } = await openTestMarket();
    const reports = await fillShelf(market, simulatedReports).finally(close);
    expect(reports.size).toBe(simulatedReports.length);
    const bold = { zh: 0, en: 0 };
    const faults = [...reports].flatMap(([title, report]) => {
      const { language, decision, sections } = report;
      const shown = [...sections, ...markWithdrawn(sections, language), ...textsOfDecision(decision)];
      bold[language] += shown.filter(({ body }) => show(body).includes('<strong>')).length;
      const texts = [...shown.map(({ body }) => body), toMarkdown(report)];
      return texts.flatMap(asterisks).map((fault) => `${title}: ${fault}`);
    });
    expect(faults).toEqual([]);
    expect(Math.min(bold.zh, bold.en)).toBeGreaterThan(simulatedReports.length);
  }, 120_000);
});
