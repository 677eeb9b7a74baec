import type { Fact } from '@sagacity/contracts/facts';
import type { InstrumentHit, NewsItem } from '@sagacity/contracts/instruments';

const names: [string, string, string][] = [
  ['NEBULA', 'Nebula Semiconductors', '星云半导体'],
  ['HARBOR', 'Harbor Logistics', '海港物流'],
  ['ORCHID', 'Orchid Biopharma', '兰花生物医药'],
  ['GRANITE', 'Granite Cement and Building Materials Hold', '花岗岩水泥与建筑材料控股集团'],
  ['TIDAL', 'Tidal Power', '潮汐电力'],
  ['LANTERN', 'Lantern Media', '灯笼传媒'],
  ['COPPER', 'Copper Ridge Mining', '铜岭矿业'],
  ['MEADOW', 'Meadow Foods', '草甸食品'],
];
export const instruments: InstrumentHit[] = [
  ...names.map(([code, en, zh]) => ({
    id: `DEMO:${code}`,
    market: 'DEMO' as const,
    code,
    exchange: 'DEMO',
    currency: 'XTS' as const,
    name: { en, zh },
    simulated: true,
    coverage: { from: '2016-11-21', to: '2026-11-20', rows: 2520 },
  })),
  {
    id: 'US:AAPL',
    market: 'US',
    code: 'AAPL',
    exchange: 'NASDAQ',
    currency: 'USD',
    name: { en: 'Apple Inc.', zh: '苹果公司' },
    simulated: false,
    coverage: { from: '2013-01-02', to: '2018-12-31', rows: 1510 },
  },
  {
    id: 'CN:600519',
    market: 'CN',
    code: '600519',
    exchange: 'SSE',
    currency: 'CNY',
    name: { en: 'Kweichow Moutai', zh: '贵州茅台' },
    simulated: false,
    coverage: null,
  },
];

export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function barsOf(rows: number) {
  const next = random(7);
  const bars = [];
  let close = 84;
  const day = new Date('2026-11-20T00:00:00Z');
  day.setUTCDate(day.getUTCDate() - Math.round((rows * 7) / 5));
  while (bars.length < rows) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 === 0) continue;
    const open = close * (1 + (next() - 0.5) * 0.012);
    close = open * (1 + (next() - 0.487) * 0.04);
    bars.push({
      day: day.toISOString().slice(0, 10),
      open,
      high: Math.max(open, close) * (1 + next() * 0.012),
      low: Math.min(open, close) * (1 - next() * 0.012),
      close,
      volume: Math.round(2e6 + next() * 6e6),
      amount: null,
    });
  }
  return bars;
}

const fact = (
  id: string,
  group: Fact['group'],
  en: string,
  zh: string,
  value: number | string,
  unit: Fact['unit'],
  digits = 2,
  formula?: string,
): Fact => ({
  id,
  group,
  label: { en, zh },
  value,
  unit,
  ...(unit === 'price' || unit === 'money' ? { currency: 'XTS' as const } : {}),
  digits,
  asOf: '2026-11-20',
  source: {
    provider: 'demo',
    dataset: group === 'fundamentals' ? 'income-statement' : 'bars',
    from: '2025-11-20',
    to: '2026-11-20',
    ...(formula === undefined ? {} : { formula, inputs: ['bar.close'] }),
  },
});
export const facts: Fact[] = [
  fact('bar.close', 'market', 'Close', '收盘价', 128.46, 'price'),
  fact(
    'return.1d',
    'market',
    'Return, 1 session',
    '1 日涨跌幅',
    1.83,
    'percent',
    2,
    'close / previous close − 1',
  ),
  fact(
    'return.250d',
    'market',
    'Return, 250 sessions',
    '250 日涨跌幅',
    24.62,
    'percent',
    2,
    'close / close(−250) − 1',
  ),
  fact('sma.20', 'market', '20-day average', '20 日均线', 121.08, 'price', 2, 'SMA(20) of adjusted close'),
  fact('sma.60', 'market', '60-day average', '60 日均线', 116.35, 'price', 2, 'SMA(60) of adjusted close'),
  fact('rsi.14', 'market', 'RSI(14)', 'RSI(14)', 63.4, 'points', 1, 'Wilder RSI(14)'),
  fact('atr.14', 'market', 'ATR(14)', 'ATR(14)', 3.12, 'price', 2, 'Wilder ATR(14)'),
  fact('volatility.60', 'market', 'Volatility, 60 sessions', '60 日波动率', 31.7, 'percent', 1),
  fact('drawdown.max', 'market', 'Maximum drawdown', '最大回撤', -22.9, 'percent', 1),
  fact('volume.avg20', 'market', 'Average volume, 20 sessions', '20 日平均成交量', 5_214_000, 'shares', 0),
  fact('valuation.pe', 'valuation', 'Price/earnings, trailing', '市盈率 TTM', 27.4, 'ratio', 1),
  fact('valuation.pb', 'valuation', 'Price/book', '市净率', 4.8, 'ratio', 1),
  fact(
    'fundamentals.revenue',
    'fundamentals',
    'Revenue, last year',
    '上年营业收入',
    18_420_000_000,
    'money',
    0,
  ),
  fact('fundamentals.revenue-growth', 'fundamentals', 'Revenue growth', '营收增速', 17.2, 'percent', 1),
  fact('fundamentals.net-margin', 'fundamentals', 'Net margin', '净利率', 14.6, 'percent', 1),
  fact('fundamentals.roe', 'fundamentals', 'Return on equity', '净资产收益率', 18.9, 'percent', 1),
  fact('news.count-30', 'news', 'News items, 30 days', '30 日新闻条数', 14, 'count', 0),
  fact('sentiment.score', 'sentiment', 'Sentiment score', '情绪得分', 0.31, 'points', 2),
];

export const news: NewsItem[] = Array.from({ length: 9 }, (_, index) => ({
  id: `n${index}`,
  publishedAt: new Date(Date.parse('2026-11-20T08:00:00Z') - index * 3.3 * 86_400_000).toISOString(),
  title: {
    en: [
      'Wins a three-year supply contract',
      'Raises its outlook for the year',
      'Plant in Eastport delayed by a quarter',
    ][index % 3]!,
    zh: ['签下三年供货合同', '上调全年业绩预期', '东港工厂推迟一个季度投产'][index % 3]!,
  },
  summary: {
    en: 'The company said in a filing that volumes and prices are agreed, with delivery starting next spring.',
    zh: '公司公告称数量与价格均已约定，明年春季开始交付。',
  },
  source: 'Demo Wire',
  url: null,
}));
