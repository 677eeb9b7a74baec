import { type Point, point } from './port.ts';

const heat = ['短周期 RSI(6) 为 [[market.rsi6]]', 'the short RSI(6) is [[market.rsi6]]'] as const;
const balance = [
  '新闻多空平衡值 [[sentiment.news-balance]]',
  'the balance of the news is [[sentiment.news-balance]]',
] as const;
const tone = [
  '近一月新闻的加权倾向为 [[news.tone]]',
  'the weighted tone of the month’s news is [[news.tone]]',
] as const;

/** Points of how people behave and what is reported. */
export const crowdPoints: Readonly<Record<string, Point>> = {
  'crowd.heat': point(['短线冷热', 'the short-term heat'], heat, heat),
  'crowd.extreme': point(
    ['情绪的极端', 'the extreme of the mood'],
    ['情绪接近恐慌，RSI(6) 为 [[market.rsi6]]', 'the mood is near panic, with RSI(6) at [[market.rsi6]]'],
    ['情绪亢奋，RSI(6) 为 [[market.rsi6]]', 'the mood is euphoric, with RSI(6) at [[market.rsi6]]'],
  ),
  'crowd.cost': point(
    ['近期买入者的成本', 'the cost of recent buyers'],
    [
      '收盘价高于近一月的成交均价 [[market.vwap20]]',
      'the close is above the month’s average traded price of [[market.vwap20]]',
    ],
    [
      '收盘价低于近一月的成交均价 [[market.vwap20]]',
      'the close is below the month’s average traded price of [[market.vwap20]]',
    ],
  ),
  'crowd.attention': point(
    ['关注度', 'attention'],
    [
      '关注度随上涨升温，成交量为近一季均量的 [[market.volume-ratio]]',
      'attention grows with the price, at [[market.volume-ratio]] the quarter’s mean volume',
    ],
    [
      '下跌引来关注，成交量为近一季均量的 [[market.volume-ratio]]',
      'the fall draws attention, at [[market.volume-ratio]] the quarter’s mean volume',
    ],
  ),
  'crowd.news': point(['舆论冷热', 'the warmth of opinion'], balance, balance),
  'news.tone': point(['新闻倾向', 'the tone of the news'], tone, tone),
};
