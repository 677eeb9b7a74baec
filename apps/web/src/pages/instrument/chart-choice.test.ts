import { describe, expect, it } from 'vitest';
import { parametersOf, readChoice } from './chart-choice.ts';

describe('readChoice', () => {
  it('leaves out what this version does not know', () => {
    const choice = readChoice({
      mode: 'raw',
      range: 'm3',
      period: 'hour',
      scale: 'log',
      indicators: ['RSI', 'MAGIC'],
      parameters: { MA: [7, 30], MACD: [26, 12, 9], MAGIC: [1], RSI: 'x' },
    });
    expect(choice).toEqual({
      mode: 'raw',
      range: 'y1',
      period: 'auto',
      scale: 'log',
      indicators: ['RSI'],
      parameters: { MA: [7, 30] },
    });
  });

  it.each([null, 'x', [], 7])('is the usual one for %j', (stored) => {
    expect(readChoice(stored)).toMatchObject({ mode: 'adjusted', range: 'y1', indicators: ['MA', 'VOL'] });
  });

  it('gives an indicator its usual parameters until others are chosen', () => {
    expect(parametersOf(readChoice(null), 'RSI')).toEqual([6, 14]);
    expect(parametersOf(readChoice({ parameters: { RSI: [10] } }), 'RSI')).toEqual([10]);
  });
});
