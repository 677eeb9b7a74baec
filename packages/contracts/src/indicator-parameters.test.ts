import { describe, expect, it } from 'vitest';
import { findParameterFault, indicatorParameters } from './indicator-parameters.ts';
import { indicatorNameSchema } from './instruments.ts';

describe('findParameterFault', () => {
  it('finds none in what is usual', () => {
    for (const name of indicatorNameSchema.options)
      expect(findParameterFault(name, indicatorParameters[name].usual)).toBeNull();
  });

  it.each([
    ['ma', [], 'count'],
    ['ma', [5, 5], 'count'],
    ['ma', [1, 2, 3, 4, 5, 6, 7], 'count'],
    ['macd', [12, 26], 'count'],
    ['obv', [1], 'count'],
    ['ma', [0], 'period'],
    ['ma', [2.5], 'period'],
    ['rsi', [501], 'period'],
    ['rsi', [Number.NaN], 'period'],
    ['rsi', [Number.POSITIVE_INFINITY], 'period'],
    ['boll', [20, 0], 'width'],
    ['boll', [20, 10.5], 'width'],
    ['boll', [20, 1.5], null],
    ['macd', [26, 12, 9], 'order'],
  ] as const)('%s with %j: %s', (name, values, fault) => {
    expect(findParameterFault(name, values)).toBe(fault);
  });
});
