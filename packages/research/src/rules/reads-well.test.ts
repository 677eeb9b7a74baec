import type { Report } from '@sagacity/contracts/reports';
import { sayDetail } from '@sagacity/contracts/wording/say-detail';
import { sayFormula } from '@sagacity/contracts/wording/say-formula';
import { openTestMarket } from '@sagacity/testkit/open-test-market';
import { hasSharedData } from '@sagacity/testkit/shared-data';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  findContradictions,
  findDoubleTerms,
  findRepeats,
  findWrongWords,
} from './fixtures/find-reading-faults.ts';
import { fillShelf, realReports, simulatedReports } from './fixtures/report-shelf.ts';

/** Parties that answer one another with other figures are worded alike; more than this reads as a form filled in. */
const mostSaidAlike = { rated: 0.15, unrated: 0.25 } as const;

const shelves = [
  ['simulated', simulatedReports, true],
  ['real', realReports, hasSharedData],
] as const;

describe.each(shelves)('the %s reports', (_name, wanted, present) => {
  describe.skipIf(!present)('read', () => {
    let reports: ReadonlyMap<string, Report>;
    beforeAll(async () => {
      const { market, close } = await openTestMarket();
      reports = await fillShelf(market, wanted).finally(close);
    }, 120_000);

    const faultsOf = (find: (report: Report) => readonly string[]): string[] =>
      [...reports].flatMap(([title, report]) => find(report).map((fault) => `${title}: ${fault}`));

    it('say each claim once and refer to it afterwards', () => {
      expect(faultsOf((report) => findRepeats(report).sentences)).toEqual([]);
    });

    it('differ in wording from sentence to sentence', () => {
      expect(
        faultsOf((report) => {
          const { share } = findRepeats(report);
          return share > mostSaidAlike[report.decision.kind]
            ? [`${(share * 100).toFixed(1)} % of it is worded alike`]
            : [];
        }),
      ).toEqual([]);
    });

    it('do not contradict themselves', () => {
      expect(faultsOf(findContradictions)).toEqual([]);
    });

    it('have one stop, a hold for everybody, and no reason that is arithmetic of the plan', () => {
      expect(faultsOf(findDoubleTerms)).toEqual([]);
    });

    it('hold no sentence that misleads', () => {
      expect(faultsOf(findWrongWords)).toEqual([]);
    });

    it('trace every number', () => {
      expect(faultsOf(({ grounding }) => (grounding.unsourced > 0 ? ['untraced'] : []))).toEqual([]);
    });

    it('give formulas and gaps in the language of the report', () => {
      const english = /[a-z]{3,}/;
      expect(
        faultsOf(({ facts, gaps, language }) =>
          [
            ...facts.map(({ source }) => sayFormula(source.formula ?? '', language)),
            ...gaps.map(({ detail }) => sayDetail(detail, language).replace(/^[a-z-]+ /, '')),
          ].filter(
            (text) =>
              language === 'zh' &&
              english.test(text.replace(/(Wilder|max|min|tushare|eastmoney|yahoo|alpha-vantage|demo)/g, '')),
          ),
        ),
      ).toEqual([]);
    });

    it('say something in every section', () => {
      expect(
        faultsOf(({ sections }) =>
          sections.filter(({ body }) => body.trim().length < 12).map(({ id }) => `${id} is empty`),
        ),
      ).toEqual([]);
    });
  });
});
