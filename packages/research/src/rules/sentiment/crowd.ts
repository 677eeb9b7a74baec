import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { clearGap } from '../clear-gap.ts';
import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { bounds, clearDirection } from '../weights.ts';

/** Where the price stands against the Bollinger bands, in words; cites the band it is nearest to. */
function place(position: number): { readonly zh: string; readonly en: string } {
  const near = (band: 'upper' | 'middle' | 'lower', zh: string, en: string) => ({
    zh: `${zh}（[[market.boll-${band}]]）`,
    en: `${en} ([[market.boll-${band}]])`,
  });
  if (position > 125) return near('upper', '远高于布林上轨', 'well above the upper Bollinger band');
  if (position > 100) return near('upper', '略高于布林上轨', 'just above the upper Bollinger band');
  if (position > 80) return near('upper', '接近布林上轨', 'near the upper Bollinger band');
  if (position > 55) return near('middle', '高于布林中轨', 'above the middle of the Bollinger bands');
  if (position >= 45) return near('middle', '在布林中轨附近', 'around the middle of the Bollinger bands');
  if (position >= 20) return near('middle', '低于布林中轨', 'below the middle of the Bollinger bands');
  if (position >= 0) return near('lower', '接近布林下轨', 'near the lower Bollinger band');
  if (position >= -25) return near('lower', '略低于布林下轨', 'just below the lower Bollinger band');
  return near('lower', '远低于布林下轨', 'well below the lower Bollinger band');
}

function heat({ find, has }: Facts): Finding | undefined {
  const rsi = find('market.rsi6');
  const band = find('market.boll-position');
  if (rsi === undefined || band === undefined) return undefined;
  if (!has('market.boll-upper', 'market.boll-middle', 'market.boll-lower')) return undefined;
  const at = place(band);
  const text = {
    zh: `短周期 RSI(6) 为 [[market.rsi6]]，价格${at.zh}`,
    en: `the short RSI(6) is [[market.rsi6]] and the price ${at.en}`,
  };
  if (rsi >= bounds.crowdRsiHigh && band >= bounds.bandHighPct)
    return finding(
      'crowd.extreme',
      -0.6,
      0.55,
      `${text.zh}，追涨已到极端，往往是短线回吐的前奏`,
      `${text.en}: buying has gone to an extreme, often the prelude to giving some back`,
    );
  if (rsi <= bounds.crowdRsiLow && band <= bounds.bandLowPct)
    return finding(
      'crowd.extreme',
      0.6,
      0.55,
      `${text.zh}，杀跌已到极端，反弹的条件正在形成`,
      `${text.en}: selling has gone to an extreme, the ground on which rebounds grow`,
    );
  if (rsi >= bounds.crowdRsiHigh || rsi <= bounds.crowdRsiLow)
    return finding(
      'crowd.heat',
      0,
      0.3,
      `${text.zh}，短线${rsi > 50 ? '过热' : '过冷'}而价格没有越出布林带，是延续还是反转无从判断`,
      `${text.en}: ${rsi > 50 ? 'overheated' : 'very cold'} with the price inside the bands, which tells neither a turn nor more of the same`,
    );
  const direction = (rsi - 50) / 60;
  if (Math.abs(direction) < clearDirection)
    return finding(
      'crowd.heat',
      direction,
      0.35,
      `${text.zh}，短线不冷不热`,
      `${text.en}: neither hot nor cold`,
    );
  return direction > 0
    ? finding(
        'crowd.heat',
        direction,
        0.35,
        `${text.zh}，短线偏热而未到极端`,
        `${text.en}: warm, short of an extreme`,
      )
    : finding(
        'crowd.heat',
        direction,
        0.35,
        `${text.zh}，短线偏冷而未到极端`,
        `${text.en}: cool, short of an extreme`,
      );
}

function cost(facts: Facts): Finding | undefined {
  const close = facts.find('market.close');
  const vwap = facts.find('market.vwap20');
  if (close === undefined || vwap === undefined) return undefined;
  const gap = clearGap(facts, close, vwap);
  if (gap === 0)
    return finding(
      'crowd.cost',
      0,
      0.2,
      '收盘价与近一月的成交均价 VWAP(20)（[[market.vwap20]]）相差无几，近期买入者整体不赚不亏',
      'the close is about the month’s average traded price, VWAP(20) at [[market.vwap20]]: recent buyers neither win nor lose on the whole',
    );
  return gap > 0
    ? finding(
        'crowd.cost',
        0.5,
        0.35,
        ...worded(
          vwap,
          [
            '收盘价高于近一月的成交均价 VWAP(20)（[[market.vwap20]]），近期买入者整体盈利',
            'the close is above the month’s average traded price, VWAP(20) at [[market.vwap20]]: recent buyers are in profit on the whole',
          ],
          [
            '近一月的成交均价 VWAP(20) 为 [[market.vwap20]]，低于现价，近期进场的资金整体盈利',
            'the month’s average traded price, VWAP(20), is [[market.vwap20]] and below the market: money that came in lately is in profit on the whole',
          ],
        ),
      )
    : finding(
        'crowd.cost',
        -0.5,
        0.35,
        ...worded(
          vwap,
          [
            '收盘价低于近一月的成交均价 VWAP(20)（[[market.vwap20]]），近期买入者整体亏损，反弹容易遇到解套盘',
            'the close is below the month’s average traded price, VWAP(20) at [[market.vwap20]]: recent buyers are losing on the whole and may sell into rebounds',
          ],
          [
            '近一月的成交均价 VWAP(20) 为 [[market.vwap20]]，高于现价，近期进场的资金整体亏损，上行会遇到解套的卖单',
            'the month’s average traded price, VWAP(20), is [[market.vwap20]] and above the market: money that came in lately is losing on the whole and may want out',
          ],
        ),
      );
}

function attention({ find }: Facts): Finding | undefined {
  const ratio = find('market.volume-ratio');
  const week = find('market.return-5d');
  if (ratio === undefined || week === undefined || (ratio < bounds.volumeHigh && ratio > bounds.volumeLow))
    return undefined;
  const turnover =
    find('valuation.turnover') === undefined
      ? { zh: '', en: '' }
      : { zh: '，换手率 [[valuation.turnover]]', en: ', a turnover rate of [[valuation.turnover]]' };
  const text = {
    zh: `关注度以近一周成交量衡量：近一季均量的 [[market.volume-ratio]]${turnover.zh}`,
    en: `attention, measured by the week’s volume: [[market.volume-ratio]] the quarter’s mean${turnover.en}`,
  };
  const said = (direction: number, strength: number, zh: string, en: string): Finding =>
    finding('crowd.attention', direction, strength, `${text.zh}，${zh}`, `${text.en}; ${en}`);
  if (ratio <= bounds.volumeLow) return said(0, 0.2, '看的人在变少', 'fewer people are looking');
  if (Math.abs(week) < bounds.flatWeekPct)
    return said(0, 0.25, '买卖双方的分歧在加大', 'opinions are dividing');
  return week >= 0
    ? said(0.5, 0.4, '关注随价格一起升温', 'it grows with the price')
    : said(
        -0.5,
        0.4,
        '关注因下跌而来，离场意愿在上升',
        'it comes with a falling price, and the wish to leave is growing',
      );
}

function balance({ find }: Facts): Finding | undefined {
  const tone = find('sentiment.news-balance');
  if (tone === undefined) return undefined;
  if (Math.abs(tone) < bounds.newsClear)
    return finding(
      'crowd.news',
      tone,
      0.2,
      '新闻多空平衡值 [[sentiment.news-balance]]，舆论没有形成方向',
      'a news balance of [[sentiment.news-balance]] shows opinion without direction',
    );
  return tone > 0
    ? finding(
        'crowd.news',
        tone * 1.5,
        0.4,
        '新闻多空平衡值 [[sentiment.news-balance]]，舆论偏暖',
        'a news balance of [[sentiment.news-balance]] shows opinion on the warm side',
      )
    : finding(
        'crowd.news',
        tone * 1.5,
        0.4,
        '新闻多空平衡值 [[sentiment.news-balance]]，舆论偏冷',
        'a news balance of [[sentiment.news-balance]] shows opinion on the cold side',
      );
}

export const crowd = (facts: Facts): Finding[] =>
  [heat(facts), cost(facts), attention(facts), balance(facts)].filter((found) => found !== undefined);

/** Mean of the parts known, each scaled to -1 (fear) to 1 (greed). */
export function moodReading(snapshot: Snapshot, { find }: Facts): Fact[] {
  const parts = [
    ['market.rsi6', 50, 50],
    ['market.boll-position', 50, 50],
    ['sentiment.news-balance', 0, 1],
  ] as const;
  const known = parts.filter(([id]) => find(id) !== undefined);
  if (known.length === 0) return [];
  const sum = known.reduce(
    (total, [id, middle, span]) => total + Math.max(-1, Math.min(1, (find(id)! - middle) / span)),
    0,
  );
  return [
    reading(snapshot, {
      id: 'sentiment.mood',
      group: 'sentiment',
      zh: '情绪读数（恐慌 −1 至贪婪 1）',
      en: 'Mood, from fear -1 to greed 1',
      value: sum / known.length,
      unit: 'points',
      digits: 2,
      formula: 'mean of scaled RSI(6), Bollinger position and news balance',
      inputs: known.map(([id]) => id),
    }),
  ];
}
