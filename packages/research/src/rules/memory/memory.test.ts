import type { Report } from '@sagacity/contracts/reports';
import { systemClock } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { mapStore } from '../../graph/fixtures/map-store.ts';
import { taskOf } from '../../graph/fixtures/task-of.ts';
import { ground } from '../../grounding/ground.ts';
import { pastCall } from '../../memory/fixtures/past-call.ts';
import type { PastDecision } from '../../memory/port.ts';
import { runResearch } from '../../run-research.ts';
import { asOf, risingFacts, sampleSnapshot } from '../fixtures/sample-snapshot.ts';
import { withBars } from '../fixtures/with-bars.ts';
import { createRulesEngine } from '../rules-engine.ts';
import { callSessions, wrongCall } from '../weights.ts';

const over = callSessions.short;
const dayOf = (sessionsAgo: number) =>
  new Date(Date.parse(asOf) - sessionsAgo * 86_400_000).toISOString().slice(0, 10);
/** Closes up to the run's own day. ATR(14) is 2.16 % of the close now, so the usual move of a short horizon is 11.83 %. */
const seriesOf = (closes: readonly number[]): Record<string, number> =>
  Object.fromEntries(closes.map((close, index) => [dayOf(closes.length - 1 - index), close]));
/** A call made at `from` whose horizon is over today at `to`, after staying at `from` meanwhile. */
const from = (first: number, last = 120.5, days = over) =>
  seriesOf([...Array<number>(days).fill(first), last]);
const began = dayOf(over);
const fallen = from(140);
const decided = pastCall;

const research = (
  past: readonly PastDecision[],
  config: object = {},
  values: Parameters<typeof sampleSnapshot>[0] = {},
  prices: Readonly<Record<string, number>> = fallen,
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
    const report = await research([decided(began)]);
    expect(confidence(report)).toBeCloseTo(confidence(without) * wrongCall.confidenceShare, 1);
    expect(confidence(report)).toBeLessThan(confidence(without));
    expect(written(report)).toMatch(/clearly speaks against that rating[\s\S]*confidence is lowered/);
    expect(report.facts.find(({ id }) => id === 'decision.confidence')?.source).toMatchObject({
      formula: expect.stringContaining(`x ${wrongCall.confidenceShare}`),
      inputs: expect.arrayContaining(['memory.1.return-since', 'decision.usual-move-1']),
    });
    expect(report.facts.find(({ id }) => id === 'decision.usual-move-1')?.value).toBe(11.83);
  });

  it('takes a call for wrong at its stop, although the price came back', async () => {
    const prices = seriesOf([100, 89, 130, 120.5]);
    const report = await research([decided(dayOf(3), 'buy', { close: 100, stop: 90 })], {}, {}, prices);
    expect(written(report)).toMatch(/its stop was touched at .*, a change of .*: that rating was wrong/);
    expect(confidence(report)).toBeLessThan(confidence(await research([])));
    expect(report.facts.find(({ id }) => id === 'decision.confidence')?.source.inputs).toContain(
      'memory.1.stop',
    );
  });

  it('takes a call for right at its target, although the price fell later', async () => {
    const prices = seriesOf([200, 240, 150, 120.5]);
    const report = await research([decided(dayOf(3), 'buy', { close: 200, target: 230 })], {}, {}, prices);
    expect(written(report)).toMatch(/target of .* was reached.*that rating was right/);
    expect(confidence(report)).toBe(confidence(await research([])));
  });

  it('looks no farther than the horizon of the call', async () => {
    const late = seriesOf([...Array<number>(over + 1).fill(200), 190, 120.5]);
    const report = await research([decided(dayOf(over + 2))], {}, {}, late);
    expect(written(report)).not.toMatch(/clearly speaks against/);
    expect(confidence(report)).toBe(confidence(await research([])));
  });

  it('judges no call that still runs, and says that it does', async () => {
    const terms = { close: 140, stop: 100, target: 200 };
    const report = await research([decided(began, 'buy', { ...terms, horizon: 'medium' })]);
    expect(written(report)).toMatch(
      /it still runs, with neither stop nor target touched.*it is not judged yet/,
    );
    expect(confidence(report)).toBe(confidence(await research([])));
  });

  it.each([
    ['sell', began, fallen, /clearly bears that rating out/],
    ['buy', began, from(115), /speaks for that rating but stays within/],
    ['sell', began, from(115), /speaks against that rating but stays within/],
    ['buy', began, from(120), /tells neither for nor against/],
    ['hold', began, from(115), /which bears that rating out/],
    ['buy', asOf, fallen, /no trading day has passed since/],
    ['buy', '2020-01-02', fallen, /do not reach back to that day/],
  ] as const)('leaves the confidence as it is after a %s of %s (%#)', async (rating, day, prices, said) => {
    const report = await research([decided(day, rating)], {}, {}, prices);
    expect(written(report)).toMatch(said);
    expect(confidence(report)).toBe(confidence(await research([])));
  });

  it('takes a hold for wrong after a clear move either way', async () => {
    const report = await research([decided(began, 'hold')]);
    expect(confidence(report)).toBeLessThan(confidence(await research([])));
  });

  it('judges without ATR(14) by direction only', async () => {
    const values = { ...risingFacts, 'market.atr14-pct': undefined };
    const report = await research([decided(began)], {}, { values });
    expect(written(report)).toMatch(/which speaks against that rating\./);
    expect(confidence(report)).toBe(confidence(await research([], {}, { values })));
  });

  it('measures a call by what was usual when it was made, not by the crash that came after', async () => {
    const quiet = Array.from({ length: 30 }, (_, i) => 200 + (i % 2));
    const crash = [...Array<number>(over - 1).fill(140), 120.5];
    const report = await research([decided(began)], {}, {}, seriesOf([...quiet, ...crash]));
    expect(report.facts.find(({ id }) => id === 'memory.1.atr-pct')?.value).toBeLessThan(1);
    expect(report.facts.find(({ id }) => id === 'decision.usual-move-1')?.source.inputs).toContain(
      'memory.1.atr-pct',
    );
    expect(written(report)).toMatch(/clearly speaks against that rating/);
  });

  it.each(['zh', 'en'] as const)('writes no number without a source, in %s', async (language) => {
    const past = [
      decided(asOf),
      decided(began, 'hold'),
      decided(began, 'strong-sell', { close: 140, stop: 150, target: 121 }),
    ];
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
      [decided(began, 'buy', { close: 140, stop: 130 })],
      {},
      { values: { 'market.close': 120.5 }, news: [] },
    );
    expect(report.decision.kind).toBe('unrated');
    expect(written(report)).toMatch(/Earlier decisions/);
    expect(written(report)).toMatch(/An earlier rating went wrong/);
    expect(written(report)).not.toMatch(/confidence/);
  });

  it('is off at depth 1: not a word, not a fact', async () => {
    const report = await research([decided(began)], { depth: 1 });
    expect(written(report)).not.toMatch(/earlier/i);
    expect(report.facts.filter(({ id }) => id.startsWith('memory.'))).toEqual([]);
  });

  it('leaves the snapshot’s hash alone', async () => {
    const [some, none] = [await research([decided(began)]), await research([], { depth: 1 })];
    expect(some.snapshotHash).toBe(none.snapshotHash);
  });
});
