import { describe, expect, it } from 'vitest';
import { ground } from './ground.ts';
import { readScenes } from './labelled/read-labelled.ts';

const facts = readScenes().get('us') ?? new Map();
const unsourced = (text: string) =>
  ground(text, facts, 'en')
    .numbers.filter((n) => n.status === 'unsourced')
    .map((n) => n.text);

describe('ground', () => {
  it('renders a cited fact with its unit and keeps its id', () => {
    expect(ground('Revenue was [[fundamentals.revenue]].', facts, 'en')).toEqual({
      body: 'Revenue was [[n:0]].',
      numbers: [{ text: '$212.16bn', status: 'sourced', factIds: ['fundamentals.revenue'] }],
    });
    expect(ground('营收[[fundamentals.revenue]]', facts, 'zh').numbers[0]?.text).toBe('2,121.64亿美元');
  });

  it('keeps a citation of no fact as unsourced text', () => {
    expect(ground('Cash is [[fundamentals.cash]].', facts, 'en').numbers).toEqual([
      { text: 'fundamentals.cash', status: 'unsourced', factIds: [] },
    ]);
  });

  it('catches an invented price, date and ratio, three out of three', () => {
    expect(unsourced('The stock trades at $48.75.')).toEqual(['$48.75']);
    expect(unsourced('On 2031-01-05 revenue was published.')).toEqual(['2031-01-05']);
    expect(unsourced('The P/E is 27.3x.')).toEqual(['27.3x']);
  });

  it('names the derivation and its facts', () => {
    const [base, gap] = ground('With MA250 at 27.88, the close is 12.5% above MA250.', facts, 'en').numbers;
    expect(base).toMatchObject({ status: 'sourced', factIds: ['market.ma250'] });
    expect(gap).toEqual({
      text: '12.5%',
      status: 'derived',
      factIds: ['market.close', 'market.ma250'],
      derivation: 'change',
    });
  });

  it('flags the right number in the wrong unit, direction or currency', () => {
    expect(unsourced('Revenue was $212.2 million.')).toEqual(['$212.2 million']);
    expect(unsourced('Revenue fell 20.1%.')).toEqual(['20.1%']);
    expect(unsourced('The close was HK$31.36.')).toEqual(['HK$31.36']);
  });

  it('accepts what follows from the digits a reader sees, where the fact holds more', () => {
    const precise = new Map(facts);
    precise.set('market.rsi14', { ...facts.get('market.rsi14'), value: 42.6499 });
    precise.set('market.close', { ...facts.get('market.close'), value: 31.3551 });
    const { numbers } = ground('RSI(14) is 42.6; the close of 31.36 is $0.56 below MA20.', precise, 'en');
    expect(numbers.map(({ status }) => status)).toEqual(['sourced', 'sourced', 'derived']);
  });

  it('gives no number to text without claims', () => {
    const text = '1. On June 30, 2015 the MA20 and RSI(14) were read over 20 days; see `x = 42`.';
    expect(ground(text, facts, 'en')).toEqual({ body: text, numbers: [] });
  });

  it('flags every number when there are no facts', () => {
    expect(ground('Price 12.5 on 2024-01-02.', new Map(), 'en').numbers).toHaveLength(2);
  });
});
