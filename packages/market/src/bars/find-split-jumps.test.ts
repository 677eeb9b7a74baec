import { type BarSeries, newBarSeries } from '@sagacity/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSplitJumps } from './index.ts';

interface Session {
  /** Logarithm of close over previous close. */
  readonly move: number;
  /** Of it, what happens before the open. */
  readonly overnight?: number;
  readonly volume?: number;
}

function barsOf(sessions: readonly Session[]): BarSeries {
  const bars = newBarSeries(sessions.length);
  let close = 100;
  sessions.forEach(({ move, overnight = move, volume = 1_000 }, i) => {
    const open = close * Math.exp(overnight);
    close *= Math.exp(move);
    bars.day[i] = i + 1;
    bars.open[i] = open;
    bars.close[i] = close;
    bars.high[i] = Math.max(open, close) * 1.004;
    bars.low[i] = Math.min(open, close) * 0.996;
    bars.volume[i] = volume;
  });
  return bars;
}

const calm: Session[] = Array.from({ length: 60 }, (_, i) => ({ move: 0.012 * Math.sin(i * 2.3) }));
const withDay = (session: Session, at = 40) => barsOf([...calm.slice(0, at), session, ...calm.slice(at)]);
const splitDay = (sharesPerShare: number, over: Partial<Session> = {}): Session => ({
  move: -Math.log(sharesPerShare) + 0.006,
  volume: 1_000 * sharesPerShare,
  ...over,
});

describe('findSplitJumps', () => {
  it.each([1.5, 1.8, 2, 3, 4, 5, 7, 10, 20, 0.5, 0.2, 0.1])(
    'finds a split of %d without a factor',
    (shares) => {
      const [jump, ...more] = findSplitJumps(withDay(splitDay(shares)), []);
      expect(more).toEqual([]);
      expect(jump).toMatchObject({ day: 41, sharesPerShare: shares });
      expect(jump?.ratio).toBeCloseTo(Math.exp(0.006) / shares, 6);
    },
  );

  it('finds none where the factor is known, and one again where it is a day late', () => {
    const bars = withDay(splitDay(4));
    const split = (exDay: number) => [{ exDay, priceRatio: 1, splitRatio: 0.25 }];
    expect(findSplitJumps(bars, split(41))).toEqual([]);
    expect(findSplitJumps(bars, split(42)).map(({ day }) => day)).toEqual([41, 42]);
  });

  it('finds a factor for bars that are adjusted already', () => {
    const jumps = findSplitJumps(barsOf(calm), [{ exDay: 30, priceRatio: 1, splitRatio: 0.25 }]);
    expect(jumps).toMatchObject([{ day: 30, sharesPerShare: 0.25 }]);
  });

  it.each([
    ['news: the shares traded are multiplied', splitDay(2, { volume: 30_000 })],
    ['a fall during the session', splitDay(2, { overnight: 0 })],
    ['a fall of no split’s size', { move: Math.log(0.445), volume: 2_000 }],
    ['a daily limit of twenty percent', { move: Math.log(0.8) }],
    ['a bid that lifts the price by two thirds', { move: Math.log(1.68), volume: 40_000 }],
  ])('takes for no split: %s', (_what, session) => {
    expect(findSplitJumps(withDay(session), [])).toEqual([]);
  });

  it('takes for no split what is usual for the instrument', () => {
    const wild = Array.from({ length: 60 }, (_, i) => ({ move: i % 2 ? 0.4 : -0.4 }));
    expect(findSplitJumps(barsOf(wild), [])).toEqual([]);
  });

  it('finds one on the last day and on the second, and none without bars', () => {
    expect(findSplitJumps(withDay(splitDay(3), 60), [])).toHaveLength(1);
    expect(findSplitJumps(withDay(splitDay(3), 1), [])).toHaveLength(1);
    expect(findSplitJumps(newBarSeries(0), [])).toEqual([]);
    expect(findSplitJumps(barsOf([{ move: 0 }]), [])).toEqual([]);
  });

  it('whatever the usual moves: finds the split that is there, and none that is not', () => {
    const noise = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), {
      minLength: 60,
      maxLength: 90,
    });
    fc.assert(
      fc.property(
        noise,
        fc.integer({ min: 5, max: 55 }),
        fc.constantFrom(2, 4, 10, 0.1),
        (moves, at, shares) => {
          const sessions = moves.map((move): Session => ({ move }));
          expect(findSplitJumps(barsOf(sessions), [])).toEqual([]);
          sessions[at] = splitDay(shares);
          const usual = moves.map(Math.abs).sort((a, b) => a - b)[moves.length >> 1]!;
          const found = findSplitJumps(barsOf(sessions), []).map(({ day }) => day);
          if (usual < 0.03) expect(found).toEqual([at + 1]);
        },
      ),
    );
  });
});
