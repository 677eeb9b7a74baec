import type { Language } from '@sagacity/contracts/facts';
import type { Report } from '@sagacity/contracts/reports';
import { hasSharedData, readSharedCsv } from '@sagacity/testkit/shared-data';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../report/to-markdown.ts';
import { researchBars, snapshotOf } from './fixtures/research-bars.ts';
import { leastAtrs } from './weights.ts';

const apple = () => ({
  bars: readSharedCsv('aapl.daily.csv'),
  factors: readSharedCsv('aapl.factors.csv'),
});
const until = (rows: readonly string[][], day: string, last = rows.length) =>
  rows.filter(([on]) => on! <= day).slice(-last);
const confidenceOf = ({ decision }: Report) => (decision.kind === 'rated' ? decision.confidence : null);

describe.skipIf(!hasSharedData)('the rules on real bars (../shared/data)', () => {
  it.each([
    ['en', /like a split without its factor/, /Doubtful prices.*4:1 split/],
    ['zh', /没有复权因子的拆股或送转/, /价格存疑.*4:1 的拆股/],
  ] as const)(
    'do not rate Apple across its split of 2020 without factors, and mark the report, in %s',
    async (language: Language, why, mark) => {
      const report = await researchBars(
        { bars: until(apple().bars, '2021-03-31') },
        { instrument: 'AAPL', asOf: '2021-03-31', language },
      );
      expect(report.decision).toMatchObject({
        kind: 'unrated',
        because: { body: expect.stringMatching(why) },
      });
      expect(report.doubts).toMatchObject([{ day: '2020-08-31', sharesPerShare: 4 }]);
      expect(report.grounding.unsourced).toBe(0);
      const page = toMarkdown(report);
      expect(page.slice(0, page.indexOf('\n## '))).toMatch(mark);
      for (const { id, body } of report.sections) {
        if (['market', 'sentiment'].includes(id)) expect(body).toMatch(/Doubtful prices|价格存疑/);
        expect([id, body]).toEqual([id, expect.not.stringMatching(/%|套牢|under water/)]);
      }
    },
  );

  it('rate Apple with its factors', async () => {
    const { bars, factors } = apple();
    const report = await researchBars(
      { bars: until(bars, '2021-03-31'), factors },
      { instrument: 'AAPL', asOf: '2021-03-31' },
    );
    expect(report).toMatchObject({ doubts: [], decision: { kind: 'rated' } });
  });

  it('have more confidence the more of Apple’s history they see, and none on 31 sessions', async () => {
    const { bars, factors } = apple();
    const seen: (number | null)[] = [];
    for (const sessions of [31, 130, 300, 2600]) {
      const files = { bars: until(bars, '2021-03-31', sessions), factors };
      seen.push(confidenceOf(await researchBars(files, { instrument: 'AAPL', asOf: '2021-03-31' })));
    }
    const [month, ...rest] = seen;
    expect(month).toBeNull();
    expect(rest).not.toContain(null);
    expect(rest).toEqual([...rest].sort());
  });

  it.each([
    ['AAPL', 'aapl', 900],
    ['IBM', 'ibm', 1100],
    ['600519', 'cn/600519', 170],
    ['688981', 'cn/688981', 170],
  ])(
    'name no support or resistance of %s that a close has crossed since, and plan no narrower than the horizon',
    async (instrument, stem, step) => {
      const rows = {
        bars: readSharedCsv(`${stem}.daily.csv`),
        factors: readSharedCsv(`${stem}.factors.csv`),
      };
      const days = rows.bars.map(([day]) => day!).filter((_day, i) => i >= 300 && i % step === 0);
      expect(days.length).toBeGreaterThan(3);
      for (const asOf of days)
        for (const horizon of ['short', 'medium'] as const) {
          const report = await researchBars(rows, { instrument, asOf, horizon });
          const { bars } = await snapshotOf(rows, { instrument, asOf });
          const value = (id: string) =>
            report.facts.find((fact) => fact.id === id)?.value as number | undefined;
          for (const id of ['support-1', 'support-2', 'resistance-1', 'resistance-2']) {
            const level = value(`market.${id}`);
            if (level === undefined) continue;
            const sign = id.startsWith('support') ? -1 : 1;
            const extremes = (sign < 0 ? bars.low : bars.high).slice(-250);
            const closes = bars.close.slice(-250);
            const isUnbroken = extremes.some(
              (extreme, row) =>
                Math.abs(extreme - level) < 0.006 &&
                closes.slice(row).every((close) => sign * close <= sign * level + 0.006),
            );
            expect([asOf, id, isUnbroken]).toEqual([asOf, id, true]);
          }
          const close = value('market.close')!;
          const least = leastAtrs[horizon] * value('market.atr14')! - 0.011;
          for (const id of ['review-below', 'review-above', 'plan-stop', 'plan-target', 'stop', 'target']) {
            const level = value(`decision.${id}`);
            if (level !== undefined) expect(Math.abs(level - close)).toBeGreaterThanOrEqual(least);
          }
        }
    },
    60_000,
  );
});
