import type { FactGroup, FactUnit, Localized } from '@sagacity/contracts/facts';

export interface CatalogueEntry {
  readonly group: FactGroup;
  readonly unit: FactUnit;
  /** Decimals shown. Prices of the cn market show 2 as well. */
  readonly digits: number;
  readonly label: Localized;
  /** Text for `source.formula`; absent for values read as they are. */
  readonly formula?: string;
}

const entry =
  (group: FactGroup) =>
  (unit: FactUnit, digits: number, zh: string, en: string, formula?: string): CatalogueEntry => ({
    group,
    unit,
    digits,
    label: { zh, en },
    ...(formula ? { formula } : {}),
  });
const m = entry('market');
const v = entry('valuation');
const f = entry('fundamentals');
const n = entry('news');

/** Every fact a snapshot may hold. Prices are adjusted as of the run's date. Percent values: 12.3 means 12.3 %. */
export const factCatalogue = {
  'market.last-day': m('date', 0, '最近交易日', 'Last trading day'),
  'market.bars': m('count', 0, '可用日线数', 'Daily bars available'),
  'market.open': m('price', 2, '开盘价', 'Open'),
  'market.high': m('price', 2, '最高价', 'High'),
  'market.low': m('price', 2, '最低价', 'Low'),
  'market.close': m('price', 2, '收盘价', 'Close'),
  'market.volume': m('shares', 0, '成交量', 'Volume'),
  'market.amount': m('money', 0, '成交额', 'Turnover'),
  'market.change-1d': m('percent', 2, '日涨跌幅', 'Change, 1 day', 'close / close[1] - 1'),
  'market.return-5d': m('percent', 2, '5 日涨跌幅', 'Return, 5 days', 'close / close[5] - 1'),
  'market.return-20d': m('percent', 2, '20 日涨跌幅', 'Return, 20 days', 'close / close[20] - 1'),
  'market.return-60d': m('percent', 2, '60 日涨跌幅', 'Return, 60 days', 'close / close[60] - 1'),
  'market.return-120d': m('percent', 2, '120 日涨跌幅', 'Return, 120 days', 'close / close[120] - 1'),
  'market.return-250d': m('percent', 2, '250 日涨跌幅', 'Return, 250 days', 'close / close[250] - 1'),
  'market.high-250d': m('price', 2, '250 日最高价', '250-day high', 'max(high, 250)'),
  'market.low-250d': m('price', 2, '250 日最低价', '250-day low', 'min(low, 250)'),
  'market.from-high-250d': m(
    'percent',
    2,
    '距 250 日高点',
    'From 250-day high',
    'close / max(high, 250) - 1',
  ),
  'market.ma5': m('price', 2, 'MA5', 'MA5', 'SMA(5) of close'),
  'market.ma10': m('price', 2, 'MA10', 'MA10', 'SMA(10) of close'),
  'market.ma20': m('price', 2, 'MA20', 'MA20', 'SMA(20) of close'),
  'market.ma60': m('price', 2, 'MA60', 'MA60', 'SMA(60) of close'),
  'market.ma120': m('price', 2, 'MA120', 'MA120', 'SMA(120) of close'),
  'market.ma250': m('price', 2, 'MA250', 'MA250', 'SMA(250) of close'),
  'market.ema12': m('price', 2, 'EMA12', 'EMA12', 'EMA(12) of close'),
  'market.ema26': m('price', 2, 'EMA26', 'EMA26', 'EMA(26) of close'),
  'market.ma20-slope': m('percent', 2, 'MA20 斜率（10 日）', 'MA20 slope, 10 days', 'MA20 / MA20[10] - 1'),
  'market.ma60-slope': m('percent', 2, 'MA60 斜率（20 日）', 'MA60 slope, 20 days', 'MA60 / MA60[20] - 1'),
  'market.adx14': m('points', 1, 'ADX(14)', 'ADX(14)', 'Wilder ADX(14)'),
  'market.plus-di14': m('points', 1, '+DI(14)', '+DI(14)', 'Wilder +DI(14)'),
  'market.minus-di14': m('points', 1, '−DI(14)', '−DI(14)', 'Wilder -DI(14)'),
  'market.macd': m('points', 3, 'MACD DIF', 'MACD line', 'EMA(12) - EMA(26)'),
  'market.macd-signal': m('points', 3, 'MACD DEA', 'MACD signal', 'EMA(9) of MACD line'),
  'market.macd-histogram': m('points', 3, 'MACD 柱（DIF−DEA）', 'MACD histogram', 'MACD line - signal'),
  'market.macd-histogram-previous': m(
    'points',
    3,
    '前 5 日 MACD 柱（DIF−DEA）',
    'MACD histogram 5 days ago',
    'histogram[5]',
  ),
  'market.rsi6': m('points', 1, 'RSI(6)', 'RSI(6)', 'Wilder RSI(6)'),
  'market.rsi14': m('points', 1, 'RSI(14)', 'RSI(14)', 'Wilder RSI(14)'),
  'market.kdj-k': m('points', 1, 'KDJ K', 'KDJ K', 'KDJ(9,3,3) K'),
  'market.kdj-d': m('points', 1, 'KDJ D', 'KDJ D', 'KDJ(9,3,3) D'),
  'market.kdj-j': m('points', 1, 'KDJ J', 'KDJ J', '3K - 2D'),
  'market.boll-upper': m('price', 2, '布林上轨', 'Bollinger upper', 'SMA(20) + 2 sd'),
  'market.boll-middle': m('price', 2, '布林中轨', 'Bollinger middle', 'SMA(20)'),
  'market.boll-lower': m('price', 2, '布林下轨', 'Bollinger lower', 'SMA(20) - 2 sd'),
  'market.boll-position': m(
    'percent',
    1,
    '布林带位置',
    'Position in Bollinger bands',
    '(close - lower) / (upper - lower)',
  ),
  'market.atr14': m('price', 2, 'ATR(14)', 'ATR(14)', 'Wilder ATR(14)'),
  'market.atr14-pct': m('percent', 2, 'ATR(14) 占收盘价', 'ATR(14) of close', 'ATR(14) / close'),
  'market.atr14-percentile': m(
    'percent',
    0,
    'ATR 占比一年分位',
    'ATR share, 1-year percentile',
    'percentile rank of ATR/close in 250 days',
  ),
  'market.volatility-20d': m(
    'percent',
    1,
    '20 日年化波动率',
    '20-day volatility, annualised',
    'sd(log returns, 20) * sqrt(250)',
  ),
  'market.volatility-250d': m(
    'percent',
    1,
    '250 日年化波动率',
    '250-day volatility, annualised',
    'sd(log returns, 250) * sqrt(250)',
  ),
  'market.drawdown': m(
    'percent',
    2,
    '当前回撤（250 日）',
    'Current drawdown, 250 days',
    'close / max(close, 250) - 1',
  ),
  'market.max-drawdown-250d': m(
    'percent',
    2,
    '250 日最大回撤',
    'Maximum drawdown, 250 days',
    'min over 250 days of close / running max - 1',
  ),
  'market.obv-slope': m(
    'percent',
    2,
    'OBV 20 日变化占成交量',
    'OBV change in 20 days, of volume',
    '(OBV - OBV[20]) / sum(volume, 20)',
  ),
  'market.volume-ratio': m(
    'ratio',
    2,
    '5 日均量 / 60 日均量',
    'Volume, 5-day over 60-day mean',
    'SMA(5) / SMA(60) of volume',
  ),
  'market.vwap20': m('price', 2, 'VWAP(20)', 'VWAP(20)', 'sum(typical price * volume, 20) / sum(volume, 20)'),
  'market.support-1': m(
    'price',
    2,
    '第一支撑位',
    'First support',
    'pivot low (5 bars each side) below close in 250 days that no close has broken since; the nearer of the two touched most, within 6 ATR first',
  ),
  'market.support-2': m('price', 2, '第二支撑位', 'Second support', 'the farther of the two'),
  'market.resistance-1': m(
    'price',
    2,
    '第一压力位',
    'First resistance',
    'pivot high (5 bars each side) above close in 250 days that no close has broken since; the nearer of the two touched most, within 6 ATR first',
  ),
  'market.resistance-2': m('price', 2, '第二压力位', 'Second resistance', 'the farther of the two'),

  'valuation.pe-ttm': v('ratio', 2, '市盈率 TTM', 'P/E (TTM)'),
  'valuation.pe-ttm-percentile': v(
    'percent',
    0,
    '市盈率历史分位',
    'P/E percentile in own history',
    'percentile rank in up to 5 years',
  ),
  'valuation.pe-ttm-median': v(
    'ratio',
    2,
    '市盈率历史中位数',
    'P/E median in own history',
    'median of up to 5 years',
  ),
  'valuation.pb': v('ratio', 2, '市净率', 'P/B'),
  'valuation.pb-percentile': v(
    'percent',
    0,
    '市净率历史分位',
    'P/B percentile in own history',
    'percentile rank in up to 5 years',
  ),
  'valuation.pb-median': v(
    'ratio',
    2,
    '市净率历史中位数',
    'P/B median in own history',
    'median of up to 5 years',
  ),
  'valuation.ps-ttm': v('ratio', 2, '市销率 TTM', 'P/S (TTM)'),
  'valuation.ps-ttm-percentile': v(
    'percent',
    0,
    '市销率历史分位',
    'P/S percentile in own history',
    'percentile rank in up to 5 years',
  ),
  'valuation.ps-ttm-median': v(
    'ratio',
    2,
    '市销率历史中位数',
    'P/S median in own history',
    'median of up to 5 years',
  ),
  'valuation.history-years': v('ratio', 1, '估值历史年数', 'Years of valuation history', 'days / 365.25'),
  'valuation.turnover': v('percent', 2, '换手率', 'Turnover rate'),

  'fundamentals.period': f('date', 0, '最近报告期', 'Latest period reported'),
  'fundamentals.announced': f('date', 0, '公告日期', 'Announced on'),
  'fundamentals.revenue': f('money', 0, '营业收入（TTM）', 'Revenue (TTM)', 'sum of the last four quarters'),
  'fundamentals.revenue-growth': f(
    'percent',
    1,
    '营业收入同比',
    'Revenue growth, year on year',
    'TTM / TTM a year before - 1',
  ),
  'fundamentals.net-income': f(
    'money',
    0,
    '净利润（TTM）',
    'Net income (TTM)',
    'sum of the last four quarters',
  ),
  'fundamentals.net-income-growth': f(
    'percent',
    1,
    '净利润同比',
    'Net income growth, year on year',
    'TTM / TTM a year before - 1',
  ),
  'fundamentals.gross-margin': f('percent', 1, '毛利率', 'Gross margin', 'gross profit / revenue, TTM'),
  'fundamentals.net-margin': f('percent', 1, '净利率', 'Net margin', 'net income / revenue, TTM'),
  'fundamentals.net-margin-previous': f(
    'percent',
    1,
    '上年净利率',
    'Net margin a year before',
    'net income / revenue, TTM a year before',
  ),
  'fundamentals.roe': f('percent', 1, '净资产收益率', 'Return on equity', 'net income TTM / equity'),
  'fundamentals.debt-to-assets': f('percent', 1, '资产负债率', 'Debt to assets', 'liabilities / assets'),
  'fundamentals.current-ratio': f(
    'ratio',
    2,
    '流动比率',
    'Current ratio',
    'current assets / current liabilities',
  ),
  'fundamentals.operating-cash-flow': f(
    'money',
    0,
    '经营现金流（TTM）',
    'Operating cash flow (TTM)',
    'sum of the last four quarters',
  ),
  'fundamentals.cash-conversion': f(
    'ratio',
    2,
    '现金含量',
    'Cash conversion',
    'operating cash flow TTM / net income TTM',
  ),
  'fundamentals.eps': f('price', 2, '每股收益（TTM）', 'Earnings per share (TTM)', 'net income TTM / shares'),
  'fundamentals.shares': f('shares', 0, '总股本', 'Shares outstanding'),
  'fundamentals.market-cap': f('money', 0, '总市值', 'Market capitalisation', 'close * shares'),

  'news.count-7d': n('count', 0, '近 7 日新闻数', 'News items, 7 days'),
  'news.count-30d': n('count', 0, '近 30 日新闻数', 'News items, 30 days'),
  'news.latest': n('date', 0, '最近新闻日期', 'Latest news'),
} as const satisfies Record<string, CatalogueEntry>;

export type FactId = keyof typeof factCatalogue;
