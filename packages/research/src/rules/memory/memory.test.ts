import type { Report } from '@sagacity/contracts/reports';
import { systemClock } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { mapStore } from '../../graph/fixtures/map-store.ts';
import { taskOf } from '../../graph/fixtures/task-of.ts';
import { ground } from '../../grounding/ground.ts';
import type { PastDecision } from '../../memory/port.ts';
import { runResearch } from '../../run-research.ts';
import { asOf, risingFacts, sampleSnapshot } from '../fixtures/sample-snapshot.ts';
import { withBars } from '../fixtures/with-bars.ts';
import { createRulesEngine } from '../rules-engine.ts';
import { wrongCall } from '../weights.ts';

/** 120.5 after 140 and 119.9: ATR is 2.16 % of the close, so a day's usual move is 2.16 % and four days' is twice that. */
const closes = {
  '2024-05-27': 140,
  '2024-05-28': 139,
  '2024-05-29': 138,
  '2024-05-30': 119.9,
  [asOf]: 120.5,
};
const decided = (day: string, rating: PastDecision['rating']): PastDecision => ({
  runId: 'run_0',
  asOf: day,
  rating,
});

const research = (
  past: readonly PastDecision[],
  config: object = {},
  values: Parameters<typeof sampleSnapshot>[0] = {},
  prices: Readonly<Record<string, number>> = closes,
): Promise<Report> =>
  runResearch(
    {
      store: mapStore(),
      gather: async () => withBars(sampleSnapshot(values), prices),
      recall: async () => past,
      engine: createRulesEngine(),
      ground,
      emit: () => {},
      clock: systemClock,
    },
    taskOf({ depth: 2, language: 'en', ...config }),
  );
const written = (report: Report): string =>
  report.sections.find(({ id }) => id === 'research-decision')!.body;
const confidence = ({ decision }: Report): number => (decision.kind === 'rated' ? decision.confidence : 0);

describe('memory by the rules', () => {
  it('lowers the confidence after a purchase the price clearly went against, and says so', async () => {
    const without = await research([]);
    const report = await research([decided('2024-05-27', 'buy')]);
    expect(confidence(report)).toBeCloseTo(confidence(without) * wrongCall.confidenceShare, 1);
    expect(confidence(report)).toBeLessThan(confidence(without));
    expect(written(report)).toMatch(/clearly speaks against that rating[\s\S]*confidence is lowered/);
    expect(report.facts.find(({ id }) => id === 'decision.confidence')?.source).toMatchObject({
      formula: expect.stringContaining(`x ${wrongCall.confidenceShare}`),
      inputs: expect.arrayContaining(['memory.1.return-since', 'decision.usual-move-1']),
    });
    expect(report.facts.find(({ id }) => id === 'decision.usual-move-1')?.value).toBe(4.32);
  });

  it.each([
    ['sell', '2024-05-27', /clearly bears that rating out/],
    ['buy', '2024-05-30', /speaks for that rating but stays within/],
    ['sell', '2024-05-30', /speaks against that rating but stays within/],
    ['hold', '2024-05-30', /which bears that rating out/],
    ['buy', asOf, /no trading day has passed since/],
    ['buy', '2020-01-02', /do not reach back to that day/],
  ] as const)('leaves the confidence as it is after a %s of %s', async (rating, day, said) => {
    const report = await research([decided(day, rating)]);
    expect(written(report)).toMatch(said);
    expect(confidence(report)).toBe(confidence(await research([])));
  });

  it('takes a hold for wrong after a clear move either way', async () => {
    const report = await research([decided('2024-05-27', 'hold')]);
    expect(confidence(report)).toBeLessThan(confidence(await research([])));
  });

  it('judges without ATR(14) by direction only', async () => {
    const values = { ...risingFacts, 'market.atr14-pct': undefined };
    const report = await research([decided('2024-05-27', 'buy')], {}, { values });
    expect(written(report)).toMatch(/which speaks against that rating\./);
    expect(confidence(report)).toBe(confidence(await research([], {}, { values })));
  });

  it('measures a call by what was usual when it was made, not by the crash that came after', async () => {
    const day = (i: number) => new Date(Date.UTC(2024, 3, 1) + i * 86_400_000).toISOString().slice(0, 10);
    const quiet = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [day(i), 200 + (i % 2)]));
    const report = await research([decided(day(29), 'buy')], {}, {}, { ...quiet, ...closes });
    expect(report.facts.find(({ id }) => id === 'memory.1.atr-pct')?.value).toBeLessThan(1);
    expect(report.facts.find(({ id }) => id === 'decision.usual-move-1')?.source.inputs).toContain(
      'memory.1.atr-pct',
    );
    expect(written(report)).toMatch(/clearly speaks against that rating/);
  });

  it.each(['zh', 'en'] as const)('writes no number without a source, in %s', async (language) => {
    const past = [decided(asOf, 'buy'), decided('2024-05-28', 'hold'), decided('2024-05-27', 'strong-sell')];
    const report = await research(past, { language });
    expect(report.grounding.unsourced).toBe(0);
    const ids = report.sections.flatMap(({ numbers }) => numbers.flatMap(({ factIds }) => factIds));
    expect(ids).toEqual(
      expect.arrayContaining(['memory.1.as-of', 'memory.2.return-since', 'memory.3.close']),
    );
    expect(report.facts.map(({ id }) => id)).toEqual(expect.arrayContaining(['memory.3.rating']));
  });

  it('says in one sentence that nothing was decided before', async () => {
    expect(written(await research([]))).toMatch(/There is no rating as of an earlier day/);
    expect(written(await research([], { language: 'zh' }))).toMatch(/没有截至日早于本次的评级/);
  });

  it('is also told when there is no rating', async () => {
    const report = await research(
      [decided('2024-05-27', 'buy')],
      {},
      { values: { 'market.close': 120.5 }, news: [] },
    );
    expect(report.decision.kind).toBe('unrated');
    expect(written(report)).toMatch(/Earlier decisions/);
  });

  it('is off at depth 1: not a word, not a fact', async () => {
    const report = await research([decided('2024-05-27', 'buy')], { depth: 1 });
    expect(written(report)).not.toMatch(/earlier/i);
    expect(report.facts.filter(({ id }) => id.startsWith('memory.'))).toEqual([]);
  });

  it('leaves the snapshot’s hash alone', async () => {
    const [some, none] = [await research([decided('2024-05-27', 'buy')]), await research([], { depth: 1 })];
    expect(some.snapshotHash).toBe(none.snapshotHash);
  });
});
