import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { bounds } from '../weights.ts';

function heat({ find }: Facts): Finding | undefined {
  const rsi = find('market.rsi6');
  const band = find('market.boll-position');
  if (rsi === undefined || band === undefined) return undefined;
  const text = {
    zh: '短周期 RSI(6) 为 [[market.rsi6]]，价格处在布林带 [[market.boll-position]] 的位置',
    en: 'the short RSI(6) is [[market.rsi6]] with the price at [[market.boll-position]] of the Bollinger band',
  };
  if (rsi >= bounds.crowdRsiHigh && band >= bounds.bandHighPct)
    return finding(
      'crowd.heat',
      -0.6,
      0.55,
      `${text.zh}，情绪亢奋，往往是短线回吐的前奏`,
      `${text.en}: the crowd is euphoric, often the prelude to giving some back`,
    );
  if (rsi <= bounds.crowdRsiLow && band <= bounds.bandLowPct)
    return finding(
      'crowd.heat',
      0.6,
      0.55,
      `${text.zh}，情绪接近恐慌，反弹的土壤正在形成`,
      `${text.en}: the mood is close to panic, the ground on which rebounds grow`,
    );
  const direction = (rsi - 50) / 60;
  if (direction >= 0)
    return finding(
      'crowd.heat',
      direction,
      0.35,
      `${text.zh}，参与者情绪积极而未过热`,
      `${text.en}: participants are confident without excess`,
    );
  return finding(
    'crowd.heat',
    direction,
    0.35,
    `${text.zh}，参与者偏于谨慎`,
    `${text.en}: participants are on the cautious side`,
  );
}

function cost({ find }: Facts): Finding | undefined {
  const close = find('market.close');
  const vwap = find('market.vwap20');
  if (close === undefined || vwap === undefined) return undefined;
  return close >= vwap
    ? finding(
        'crowd.cost',
        0.5,
        0.35,
        ...worded(
          vwap,
          [
            '收盘价高于近一月的成交均价 VWAP(20)（[[market.vwap20]]），近期买入者多数处于盈利，惜售心理占优',
            'the close is above the month’s average traded price, VWAP(20) at [[market.vwap20]]: most recent buyers are in profit and in no hurry to sell',
          ],
          [
            '近一月的成交均价 VWAP(20) 为 [[market.vwap20]]，低于现价，近期进场的资金总体盈利，卖压有限',
            'the month’s average traded price, VWAP(20), is [[market.vwap20]] and below the market: money that came in lately is in profit and selling pressure is limited',
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
            '收盘价低于近一月的成交均价 VWAP(20)（[[market.vwap20]]），近期买入者多数被套，反弹容易遇到解套盘',
            'the close is below the month’s average traded price, VWAP(20) at [[market.vwap20]]: most recent buyers are losing and will sell into rebounds',
          ],
          [
            '近一月的成交均价 VWAP(20) 为 [[market.vwap20]]，高于现价，近期进场的资金总体亏损，上行会遇到解套的卖单',
            'the month’s average traded price, VWAP(20), is [[market.vwap20]] and above the market: money that came in lately is losing and waits to get out',
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
      : { zh: '，换手率 [[valuation.turnover]]', en: ' and turnover of [[valuation.turnover]]' };
  if (ratio <= bounds.volumeLow)
    return finding(
      'crowd.attention',
      0,
      0.2,
      `成交量只有常态的 [[market.volume-ratio]]${turnover.zh}，市场关注度下降`,
      `volume at [[market.volume-ratio]] of its norm${turnover.en} shows fading attention`,
    );
  if (Math.abs(week) < bounds.flatWeekPct)
    return finding(
      'crowd.attention',
      0,
      0.25,
      `成交量升至常态的 [[market.volume-ratio]]${turnover.zh}，价格却没有跟随，分歧在加大`,
      `volume at [[market.volume-ratio]] of its norm${turnover.en} without a move in the price: opinions are dividing`,
    );
  return week >= 0
    ? finding(
        'crowd.attention',
        0.5,
        0.4,
        `成交量升至常态的 [[market.volume-ratio]]${turnover.zh}，关注度随上涨而升温`,
        `volume at [[market.volume-ratio]] of its norm${turnover.en}: attention grows with the price`,
      )
    : finding(
        'crowd.attention',
        -0.5,
        0.4,
        `成交量升至常态的 [[market.volume-ratio]]${turnover.zh}，却伴随下跌，离场意愿在上升`,
        `volume at [[market.volume-ratio]] of its norm${turnover.en} on a falling price: the wish to leave is growing`,
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
        'a news balance of [[sentiment.news-balance]] shows opinion warming',
      )
    : finding(
        'crowd.news',
        tone * 1.5,
        0.4,
        '新闻多空平衡值 [[sentiment.news-balance]]，舆论偏冷',
        'a news balance of [[sentiment.news-balance]] shows opinion cooling',
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
