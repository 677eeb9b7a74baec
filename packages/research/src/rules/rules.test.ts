import type { Report } from '@sagacity/contracts/reports';
import { systemClock } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { readStepResults } from '../checkpoint/step-results.ts';
import { citeOnlyGround } from '../graph/fixtures/cite-only-ground.ts';
import { mapStore } from '../graph/fixtures/map-store.ts';
import { taskOf } from '../graph/fixtures/task-of.ts';
import { runResearch } from '../run-research.ts';
import { asOf, fallingFacts, risingFacts, sampleSnapshot } from './fixtures/sample-snapshot.ts';
import { readingTopics } from './reading-topics.ts';
import { createRulesEngine } from './rules-engine.ts';
import { families, familyWeights, ratingFloors, riskParts } from './weights.ts';

type Values = NonNullable<Parameters<typeof sampleSnapshot>[0]>['values'];
const research = (
  options: Parameters<typeof sampleSnapshot>[0] = {},
  config: object = {},
  { store = mapStore(), runId = 'run_1' } = {},
): Promise<Report> =>
  runResearch(
    {
      store,
      gather: async () => sampleSnapshot(options),
      engine: createRulesEngine(),
      ground: citeOnlyGround,
      emit: () => {},
      clock: systemClock,
    },
    { ...taskOf({ depth: 2, ...config }), runId },
  );
const only = (prefix: string): Values =>
  Object.fromEntries(Object.entries(risingFacts).filter(([id]) => id.startsWith(prefix)));
const textOf = (report: Report, id: string): string =>
  report.sections.find((section) => section.id === id)!.body;

describe('the declared weights', () => {
  it.each(Object.entries(familyWeights))('sum to a hundred at the %s horizon', (_horizon, weights) => {
    expect(families.reduce((sum, family) => sum + weights[family], 0)).toBe(100);
  });

  it('have rating floors that fall and risk parts that sum to a hundred', () => {
    const floors = ratingFloors.map(([, floor]) => floor);
    expect(floors).toEqual([...floors].sort((a, b) => b - a));
    expect(Object.values(riskParts).reduce((sum, part) => sum + part, 0)).toBe(100);
  });
});

describe('the rules engine', () => {
  it('rates a rising, healthy company up and a falling, weak one down, with levels on the right sides', async () => {
    const up = await research();
    const down = await research({ values: fallingFacts, news: [] });
    if (up.decision.kind !== 'rated' || down.decision.kind !== 'rated') throw new Error('both are rated');
    expect(up.decision.rating).toMatch(/buy$/);
    expect(up.decision.target!.price).toBeGreaterThan(120.5);
    expect(up.decision.stop!.price).toBeLessThan(120.5);
    expect(up.decision.positionPct).toBeGreaterThan(0);
    expect(down.decision.rating).toMatch(/sell$/);
    expect(down.decision.target!.price).toBeLessThan(71.2);
    expect(down.decision.stop!.price).toBeGreaterThan(71.2);
    expect(down.decision.positionPct).toBe(0);
    expect(down.decision.risk).toBeGreaterThan(up.decision.risk);
  });

  it('decides the same in both languages and each time', async () => {
    const strip = ({ decision }: Report) =>
      decision.kind === 'rated'
        ? [
            decision.rating,
            decision.confidence,
            decision.risk,
            decision.target?.price,
            decision.stop?.price,
            decision.positionPct,
          ]
        : decision.kind;
    const english = await research({}, { language: 'en' });
    expect(strip(await research({}, { language: 'zh' }))).toEqual(strip(english));
    const again = await research({}, { language: 'en' });
    expect(again.sections).toEqual(english.sections);
  });

  it('cites the same facts in Chinese as in English', async () => {
    const cited = (report: Report) =>
      report.sections.map(({ id, numbers }) => [
        id,
        [...new Set(numbers.flatMap(({ factIds }) => factIds))].sort(),
      ]);
    for (const values of [risingFacts, fallingFacts])
      expect(cited(await research({ values }, { language: 'zh' }))).toEqual(
        cited(await research({ values }, { language: 'en' })),
      );
  });

  it('types no number itself: outside citations, names of indicators, dates and quotes there are no digits', async () => {
    const report = await research({ values: fallingFacts }, { language: 'en', depth: 5 });
    for (const { id, body } of report.sections) {
      const rest = body
        .replace(/\[\[n:\d+\]\]/g, '')
        .replace(/“[^”]*”/g, '')
        .replace(/\b(MA|RSI|ATR|ADX|VWAP)\(?\d+\)?/g, '')
        .replace(/\d{4}-\d{2}-\d{2}|250-day/g, '')
        .replace(/^#### Round \d/gm, '');
      expect([id, rest.match(/\d/)]).toEqual([id, null]);
    }
  });

  it('weighs the same evidence differently at another horizon', async () => {
    const dear = {
      ...risingFacts,
      'fundamentals.revenue-growth': -9,
      'fundamentals.net-income-growth': -30,
      'fundamentals.roe': 3,
      'valuation.pe-ttm-percentile': 96,
    };
    const score = (report: Report) => report.facts.find(({ id }) => id === 'decision.score')!.value as number;
    expect(score(await research({ values: dear }, { horizon: 'short' }))).toBeGreaterThan(
      score(await research({ values: dear }, { horizon: 'long' })) + 0.2,
    );
  });

  it.each([
    ['long', only('market.'), /weight at this horizon/],
    ['medium', { ...risingFacts, 'market.close': undefined }, /no closing price/i],
    ['medium', { ...risingFacts, 'market.last-day': '2024-03-01' }, /out of date/],
    ['medium', { 'market.last-day': asOf, 'market.close': 10 }, /too few readings/i],
  ] as const)(
    'gives no rating at the %s horizon when the evidence is too little (%#)',
    async (horizon, values, why) => {
      const { decision } = await research({ values, news: [] }, { horizon, language: 'en' });
      expect(decision).toMatchObject({ kind: 'unrated', because: { body: expect.stringMatching(why) } });
    },
  );

  it('says that sentiment and news are unknown without data, not neutral', async () => {
    const report = await research({ values: only('fundamentals.'), news: [] }, { language: 'en' });
    expect(textOf(report, 'sentiment')).toMatch(/Unknown is not neutral/);
    expect(textOf(report, 'news')).toMatch(/no news is not neutral news/);
    expect(textOf(report, 'market')).toMatch(/no technical view/);
    expect(report.facts.some(({ id }) => id === 'sentiment.score' || id === 'news.score')).toBe(false);
  });

  it('lets the bull say that it has no case rather than make one up', async () => {
    const bad = {
      ...only('market.'),
      ...Object.fromEntries(Object.entries(fallingFacts).filter(([id]) => id.startsWith('market.'))),
      'market.support-1': undefined,
      'market.kdj-k': undefined,
      'market.rsi14': undefined,
    };
    const report = await research({ values: bad, news: [] }, { language: 'en', horizon: 'short' });
    expect(textOf(report, 'bull')).toMatch(/none supports buying/);
  });

  it('makes no reading that the reference page does not list', async () => {
    const listed = readingTopics.map(([topic]) => topic);
    const store = mapStore();
    for (const [index, values] of [risingFacts, fallingFacts].entries())
      await research({ values }, {}, { store, runId: `run_${index}` });
    const results = [
      ...(await readStepResults(store, 'run_0')).values(),
      ...(await readStepResults(store, 'run_1')).values(),
    ];
    const topics = new Set(results.flatMap(({ output }) => output.evidence.map(({ topic }) => topic)));
    expect(topics.size).toBeGreaterThan(20);
    for (const topic of topics) expect(listed.includes(topic) || topic.startsWith('news.')).toBe(true);
  });

  it('gives stale accounts less weight and says how old they are', async () => {
    const stale = { ...risingFacts, 'fundamentals.announced': '2023-04-26' };
    const scoreOf = (report: Report) =>
      report.facts.find(({ id }) => id === 'decision.score-growth')!.value as number;
    const report = await research({ values: stale }, { language: 'en' });
    expect(textOf(report, 'fundamentals')).toMatch(/getting old/);
    expect(report.facts.find(({ id }) => id === 'fundamentals.age')).toMatchObject({
      value: 401,
      unit: 'days',
    });
    expect(scoreOf(report)).toBeLessThan(scoreOf(await research()));
  });

  it('names simulated data as such', async () => {
    const report = await research({}, { language: 'en' });
    expect(textOf(report, 'market')).toMatch(/simulated/);
    expect(textOf(report, 'final-decision')).toMatch(/simulated/);
  });

  it('quotes headlines without letting them cite or format', async () => {
    const title = { en: 'Profit [[market.close]] **soars** "wildly" | beats' };
    const news = [
      { id: 'n', publishedAt: `${asOf}T02:00:00Z`, title, summary: {}, source: 'wire', url: null },
    ];
    const report = await research({ news }, { language: 'en' });
    expect(textOf(report, 'news')).toContain('“Profit market.close soars wildly beats”');
  });
});
