import { describe, expect, it } from 'vitest';
import { sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { withBars } from '../rules/fixtures/with-bars.ts';
import { callSessions } from '../rules/weights.ts';
import { endOfCall } from './end-of-call.ts';
import { pastCall } from './fixtures/past-call.ts';
import type { PastDecision } from './port.ts';

const dayOf = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
const bars = (...closes: number[]) =>
  withBars(sampleSnapshot(), Object.fromEntries(closes.map((close, index) => [dayOf(index), close])));
const call = ({ asOf = dayOf(0), rating = 'buy', ...terms }: Partial<PastDecision> = {}): PastDecision =>
  pastCall(asOf, rating, { close: 100, stop: 90, target: 120, ...terms });
const still = (days: number) => Array<number>(days).fill(100);

describe('a call ends', () => {
  it('at its stop, whatever the price does later', () => {
    expect(endOfCall(call(), bars(100, 95, 90, 130))).toMatchObject({ end: 'stop', to: 2, price: 90 });
  });

  it('at its target, whatever the price does later', () => {
    expect(endOfCall(call(), bars(100, 120, 60))).toMatchObject({ end: 'target', to: 1, price: 120 });
  });

  it('of a sale at the levels of a sale', () => {
    const sale = call({ rating: 'strong-sell', stop: 110, target: 80 });
    expect(endOfCall(sale, bars(100, 112, 70))).toMatchObject({ end: 'stop', to: 1, price: 112 });
    expect(endOfCall(sale, bars(100, 99, 79, 130))).toMatchObject({ end: 'target', to: 2, price: 79 });
  });

  it('at the open where the price jumps past a level', () => {
    expect(endOfCall(call(), bars(100, 70))).toMatchObject({ end: 'stop', price: 70 });
    expect(endOfCall(call(), bars(100, 140))).toMatchObject({ end: 'target', price: 140 });
  });

  it('at the stop on a day that touches both', () => {
    const snapshot = bars(100, 100);
    const wide = { ...snapshot, bars: { ...snapshot.bars, low: [100, 80], high: [100, 130] } };
    expect(endOfCall(call(), wide)).toMatchObject({ end: 'stop', price: 90 });
  });

  it('with its horizon, at the close of that day', () => {
    const over = callSessions.short;
    const prices = [...still(over), 105, 60, 60];
    expect(endOfCall(call(), bars(...prices))).toMatchObject({ end: 'horizon', to: over, price: 105 });
    expect(endOfCall(call({ rating: 'hold' }), bars(...prices))).toMatchObject({ end: 'horizon', to: over });
  });

  it('not yet while nothing was touched and the horizon lasts', () => {
    expect(endOfCall(call(), bars(100, 101, 102))).toMatchObject({ end: 'running', to: 2, price: 102 });
    expect(endOfCall(call(), bars(100))).toMatchObject({ end: 'running', to: 0 });
  });

  it('at levels from before a split as they compare with prices after it', () => {
    const before = call({ close: 200, stop: 180, target: 240 });
    expect(endOfCall(before, bars(100, 95))).toMatchObject({ end: 'running', stop: 90, target: 120 });
  });

  it('by its horizon alone where its levels cannot be told in prices of today', () => {
    expect(endOfCall(call({ close: null }), bars(100, 50))).toMatchObject({
      end: 'running',
      stop: undefined,
    });
  });

  it('unknown to bars that do not reach back to it', () => {
    expect(endOfCall(call({ asOf: '2023-12-01' }), bars(100, 101))).toBeUndefined();
  });
});
