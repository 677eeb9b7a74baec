import { describe, expect, it } from 'vitest';
import { eventTypeOf } from '../lexicon/events.ts';
import { newsDecay } from '../weights.ts';
import { newsBalance, readNews } from './read-news.ts';
import { scoreText } from './score-text.ts';

describe('the polarity of a text', () => {
  it.each([
    ['Quarterly revenue beats expectations', 1],
    ['The company did not beat expectations', -1],
    ['Profit falls sharply on weak demand', -1],
    ['No evidence of fraud was found', 1],
    ['The board approves a share buyback', 1],
    ['Regulator opens an investigation into accounting', -1],
    ['The company wins a patent lawsuit', 1],
    ['The company loses a lawsuit and must pay damages', -1],
    ['The annual meeting takes place in May', 0],
  ])('reads "%s"', (text, sign) => {
    expect(Math.sign(scoreText(text, 'en'))).toBe(sign);
  });

  it.each([
    ['公司净利润大幅增长，业绩超预期', 1],
    ['公司未能实现增长', -1],
    ['公司因信息披露违规被立案调查', -1],
    ['没有发现违规行为', 1],
    ['公司中标大额订单', 1],
    ['一季度亏损扩大，毛利率下滑', -1],
    ['董事会通过回购方案', 1],
    ['公司召开年度股东大会', 0],
  ])('reads “%s”', (text, sign) => {
    expect(Math.sign(scoreText(text, 'zh'))).toBe(sign);
  });

  it('grows with intensity and stays within -1 and 1', () => {
    expect(scoreText('profit rose sharply', 'en')).toBeGreaterThan(scoreText('profit rose slightly', 'en'));
    expect(scoreText('净利润大幅下滑', 'zh')).toBeLessThan(scoreText('净利润小幅下滑', 'zh'));
    expect(scoreText('fraud bankruptcy plunge default fraud plunge', 'en')).toBeGreaterThanOrEqual(-1);
  });

  it('does not let a negation reach past the end of a sentence', () => {
    expect(scoreText('It was not. Profit soars.', 'en')).toBeGreaterThan(0);
  });
});

describe('the month’s news', () => {
  const item = (publishedAt: string, en: string) => ({
    id: publishedAt,
    publishedAt,
    title: { en },
    summary: {},
    source: 'wire',
    url: null,
  });

  it('halves an item’s weight with each half-life and leaves out what is older than the window', () => {
    const read = readNews({
      asOf: '2024-05-31',
      news: [
        item('2024-05-31T08:00:00Z', 'Profit soars'),
        item('2024-05-24T08:00:00Z', 'Profit soars'),
        item('2024-04-01T08:00:00Z', 'Profit soars'),
      ],
    });
    expect(read.map(({ weight }) => weight)).toEqual([1, 0.5 ** (7 / newsDecay.halfLifeDays)]);
  });

  it('lets recent news count for more than old news', () => {
    const news = [
      item('2024-05-31T08:00:00Z', 'Profit plunges'),
      item('2024-05-04T08:00:00Z', 'Profit soars'),
    ];
    expect(newsBalance(readNews({ asOf: '2024-05-31', news })).score).toBeLessThan(0);
  });

  it.each([
    ['Company sued over patents', 'en', 'litigation'],
    ['Regulator approves new drug', 'en', 'regulatory'],
    ['Quarterly earnings up', 'en', 'earnings'],
    ['CEO resigns', 'en', 'management'],
    ['公司拟收购竞争对手', 'zh', 'merger'],
    ['董事长辞职', 'zh', 'management'],
    ['拟每股派息', 'zh', 'dividend'],
    ['公司中标储能项目', 'zh', 'order'],
    ['新产品发布', 'zh', 'product'],
  ] as const)('tells what "%s" is about', (text, language, type) => {
    expect(eventTypeOf(text, language)).toBe(type);
  });
});
