import type { Report } from '@sagacity/contracts/reports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runEntity } from './documents.ts';
import { openRealResearch } from './real-research.fixture.ts';
import { recallDecisions } from './recall-decisions.ts';

let real: Awaited<ReturnType<typeof openRealResearch>>;
beforeEach(async () => {
  real = await openRealResearch();
});
afterEach(() => real.close());

const instrument = 'DEMO:NEBULA';
const on = (asOf: string, owner = 'ann', depth = 2) => real.report(owner, instrument, { asOf, depth });
const recalled = (before: string, ownerId = 'ann') =>
  recallDecisions(real.services.store, { ownerId, instrument, before });
const factValue = ({ facts }: Report, id: string) => facts.find((fact) => fact.id === id)?.value;
const memoryOf = ({ facts }: Report) => facts.filter(({ id }) => id.startsWith('memory.'));

describe('a run recalls', () => {
  it('the owner’s earlier decisions, of each day the one made last, newest first, at most three', async () => {
    await on('2026-03-02');
    const [first, second] = [await on('2026-04-01'), await on('2026-04-01')];
    await on('2026-05-06');
    await on('2026-06-01');
    const past = await recalled('2026-06-30');
    expect(past.map(({ asOf }) => asOf)).toEqual(['2026-06-01', '2026-05-06', '2026-04-01']);
    expect(past[2]?.runId).toBe(second.runId);
    expect(second.runId).not.toBe(first.runId);
    const [, newest] = [first, await on('2026-06-30')];
    expect(factValue(newest, 'memory.1.as-of')).toBe('2026-06-01');
    expect(factValue(newest, 'memory.3.as-of')).toBe('2026-04-01');
  }, 30_000);

  it('nothing as of its own day or later, also when that was decided first', async () => {
    await on('2026-06-30');
    expect(await recalled('2026-06-30')).toEqual([]);
    expect(await recalled('2026-07-01')).toHaveLength(1);
    expect(memoryOf(await on('2026-06-01'))).toEqual([]);
  });

  it('nothing of another owner, of another instrument or of a run that gave no rating', async () => {
    await on('2026-05-06', 'bob');
    await real.report('ann', 'DEMO:CINDER', { asOf: '2026-05-06', depth: 1 });
    const failed = await on('2026-05-07');
    const runs = real.services.store.collection(runEntity);
    await runs.updateOne({ _id: failed.runId }, { $set: { status: 'failed' } });
    const unrated = await on('2026-05-08');
    const because = { kind: 'unrated' as const, because: { body: 'too little', numbers: [] } };
    await runs.updateOne({ _id: unrated.runId }, { $set: { decision: because } });
    expect(await recalled('2026-06-30')).toEqual([]);
    expect(await recalled('2026-06-30', 'bob')).toHaveLength(1);
  }, 30_000);

  it('nothing at depth 1, and knows the same snapshot', async () => {
    await on('2026-05-06');
    const [quick, brief] = [await on('2026-06-01', 'ann', 1), await on('2026-06-01', 'ann', 2)];
    expect(memoryOf(quick)).toEqual([]);
    expect(memoryOf(brief).length).toBeGreaterThan(3);
    expect(brief.snapshotHash).toBe(quick.snapshotHash);
  });

  it('a price from before a split as it compares with prices after it', async () => {
    const exDay = '2026-06-01';
    const days = weekdays('2025-03-03', '2026-06-30');
    const trend = (index: number) => 100 * 1.001 ** index + 3 * Math.sin(index / 4);
    const rows = days.map((day, index) => {
      const price = trend(index) / (day < exDay ? 1 : 2);
      const cells = [price * 0.995, price * 1.01, price * 0.99, price].map((value) => value.toFixed(4));
      return [day, ...cells, day < exDay ? 10_000 : 20_000].join(',');
    });
    await real.services.market.importCsv({
      owner: 'somebody',
      instrument: 'US:SPLT',
      bars: `date,open,high,low,close,volume\n${rows.join('\n')}\n`,
      factors: 'date,price_factor,split_factor\n2026-05-29,1,0.5\n2049-12-31,1,1\n',
    });
    const at = (asOf: string) => real.report('ann', 'US:SPLT', { asOf, depth: 2, horizon: 'short' });
    const then = await at('2026-05-15');
    const now = await at('2026-06-04');
    const closeThen = factValue(then, 'market.close') as number;
    expect(factValue(now, 'memory.1.close')).toBeCloseTo(closeThen / 2, 3);
    const expected = (trend(days.indexOf('2026-06-04')) / trend(days.indexOf('2026-05-15')) - 1) * 100;
    const stopThen = then.decision.kind === 'rated' ? then.decision.stop?.price : undefined;
    expect(stopThen).toBeGreaterThan(0);
    expect(factValue(now, 'memory.1.stop')).toBeCloseTo(stopThen! / 2, 2);
    expect(factValue(now, 'memory.1.return-since')).toBeCloseTo(expected, 2);
  });
});

function weekdays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000) {
    const day = new Date(ms);
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  }
  return days;
}
