import { factSchema } from '@sagacity/contracts/facts';
import { describe, expect, it } from 'vitest';
import { asOf, sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { withBars } from '../rules/fixtures/with-bars.ts';
import { pastCall } from './fixtures/past-call.ts';
import { remember } from './remember.ts';

const snapshot = withBars(sampleSnapshot(), {
  '2024-05-24': 100,
  '2024-05-28': 110,
  '2024-05-30': 115,
  [asOf]: 120.5,
});
const factsOn = (...days: string[]) => {
  const decisions = days.map((day, index) => pastCall(day, 'buy', { runId: `run_${index}` }));
  return new Map(remember(decisions, snapshot, 'en').facts.map((fact) => [fact.id, fact]));
};
const namesOn = (day: string) => [...factsOn(day).keys()].map((id) => id.slice('memory.1.'.length));

describe('what a run remembers', () => {
  it('is facts with their day, formula, inputs and the report they come from', () => {
    const facts = factsOn('2024-05-28', '2024-05-24');
    for (const fact of facts.values()) {
      factSchema.parse(fact);
      expect(fact).toMatchObject({ group: 'decision', source: { provider: 'memory', dataset: 'report' } });
    }
    expect(facts.get('memory.1.rating')).toMatchObject({ value: 'buy', unit: 'text', asOf: '2024-05-28' });
    expect(facts.get('memory.2.as-of')).toMatchObject({
      value: '2024-05-24',
      unit: 'date',
      source: { url: '/runs/run_1/report' },
    });
    expect(facts.get('memory.1.close')).toMatchObject({ value: 110, currency: 'XTS', asOf: '2024-05-28' });
    expect(facts.get('memory.1.sessions')).toMatchObject({ value: 2, unit: 'count' });
    expect(facts.get('memory.1.return-since')).toMatchObject({
      unit: 'percent',
      asOf,
      source: {
        formula: 'close / close at the earlier decision - 1',
        inputs: ['market.close', 'memory.1.close'],
      },
    });
    expect(facts.get('memory.1.return-since')?.value).toBeCloseTo((120.5 / 110 - 1) * 100, 10);
    expect(facts.get('memory.2.return-since')?.value).toBeCloseTo(20.5, 10);
  });

  it('takes the last close known on a day without trading', () => {
    const facts = factsOn('2024-05-26');
    expect(facts.get('memory.1.close')).toMatchObject({ value: 100, asOf: '2024-05-24' });
    expect(facts.get('memory.1.as-of')?.value).toBe('2024-05-26');
  });

  it('has no prices of a day before the first bar, and no return before the next session', () => {
    expect(namesOn('2024-05-23')).toEqual(['rating', 'as-of']);
    expect(namesOn(asOf)).toEqual(['rating', 'as-of', 'close', 'sessions', 'horizon']);
  });

  it('of a call that ended are the day, the level and the return up to there, and nothing later', () => {
    const decision = pastCall('2024-05-24', 'buy', { close: 200, stop: 180, target: 225 });
    const { facts, decisions } = remember([decision], snapshot, 'en');
    const value = (name: string) => facts.find(({ id }) => id === `memory.1.${name}`)?.value;
    expect(decisions).toMatchObject([{ end: 'target' }]);
    expect(['ended', 'sessions', 'stop', 'target', 'end-price'].map(value)).toEqual([
      '2024-05-30',
      2,
      90,
      112.5,
      115,
    ]);
    expect(value('return-since')).toBeCloseTo(15, 10);
    for (const fact of facts) factSchema.parse(fact);
  });

  it('names the rating in the language of the run', () => {
    const decision = pastCall('2024-05-28', 'strong-sell');
    expect(remember([decision], snapshot, 'zh').facts[0]).toMatchObject({ value: '强力卖出' });
  });
});
