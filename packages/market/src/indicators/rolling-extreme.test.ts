import { aaplBars } from '@sagacity/testkit/aapl-bars';
import { describe, expect, it } from 'vitest';
import { highest, lowest } from './index.ts';

const bars = aaplBars();

describe('highest and lowest', () => {
  it('agree with looking at every window', () => {
    for (const period of [1, 2, 9, 250]) {
      const top = highest(bars.high, period);
      const bottom = lowest(bars.low, period);
      for (let i = period - 1; i < bars.high.length; i += 7) {
        expect(top[i]).toBe(Math.max(...bars.high.subarray(i - period + 1, i + 1)));
        expect(bottom[i]).toBe(Math.min(...bars.low.subarray(i - period + 1, i + 1)));
      }
    }
  });
});
