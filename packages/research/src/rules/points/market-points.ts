import { type Point, point } from './port.ts';

const returns = [
  '近一季涨跌幅 [[market.return-60d]]，近半年 [[market.return-120d]]',
  'the price returned [[market.return-60d]] in a quarter and [[market.return-120d]] in half a year',
] as const;
const lately = [
  '近一月涨跌幅 [[market.return-20d]]，近一周 [[market.return-5d]]',
  'the price returned [[market.return-20d]] in a month and [[market.return-5d]] in a week',
] as const;

const slopes = [
  'MA20 斜率 [[market.ma20-slope]]，MA60 斜率 [[market.ma60-slope]]',
  'MA20 has a slope of [[market.ma20-slope]], MA60 one of [[market.ma60-slope]]',
] as const;
const flow = [
  'OBV 近一月净变化为成交量的 [[market.obv-slope]]',
  'OBV changed by [[market.obv-slope]] of the month’s volume',
] as const;

/** Points of the price: trend, momentum, volume, volatility, levels. */
export const marketPoints: Readonly<Record<string, Point>> = {
  'trend.order': point(
    ['均线次序', 'the order of the averages'],
    [
      '收盘价 [[market.close]] 在 MA60（[[market.ma60]]）之上',
      'the close of [[market.close]] is above MA60 ([[market.ma60]])',
    ],
    [
      '收盘价 [[market.close]] 在 MA60（[[market.ma60]]）之下',
      'the close of [[market.close]] is below MA60 ([[market.ma60]])',
    ],
  ),
  'trend.slope': point(['均线斜率', 'the slopes of the averages'], slopes, slopes),
  'trend.adx': point(
    ['趋势强度', 'the strength of the trend'],
    ['上行已成趋势，ADX(14) 为 [[market.adx14]]', 'the rise is a trend: ADX(14) stands at [[market.adx14]]'],
    ['下行已成趋势，ADX(14) 为 [[market.adx14]]', 'the fall is a trend: ADX(14) stands at [[market.adx14]]'],
  ),
  'trend.persistence': point(['季度与半年涨跌', 'the returns of quarter and half-year'], returns, returns),
  'momentum.macd': point(
    ['MACD', 'MACD'],
    [
      'MACD 柱（DIF−DEA）为正，即 [[market.macd-histogram]]',
      'the MACD histogram is positive ([[market.macd-histogram]])',
    ],
    [
      'MACD 柱（DIF−DEA）为负，即 [[market.macd-histogram]]',
      'the MACD histogram is negative ([[market.macd-histogram]])',
    ],
  ),
  'momentum.rsi': point(
    ['RSI', 'RSI'],
    ['RSI(14) 为 [[market.rsi14]]，偏强', 'RSI(14) is firm at [[market.rsi14]]'],
    ['RSI(14) 为 [[market.rsi14]]，偏弱', 'RSI(14) is weak at [[market.rsi14]]'],
  ),
  'momentum.rsi-zone': point(
    ['RSI 极端读数', 'the extreme of RSI'],
    ['RSI(14) 已到超卖区（[[market.rsi14]]）', 'RSI(14) is oversold at [[market.rsi14]]'],
    ['RSI(14) 已到超买区（[[market.rsi14]]）', 'RSI(14) is overbought at [[market.rsi14]]'],
  ),
  'momentum.kdj': point(
    ['KDJ', 'KDJ'],
    [
      'KDJ 的 K（[[market.kdj-k]]）在 D（[[market.kdj-d]]）之上',
      'K of KDJ ([[market.kdj-k]]) is above D ([[market.kdj-d]])',
    ],
    [
      'KDJ 的 K（[[market.kdj-k]]）在 D（[[market.kdj-d]]）之下',
      'K of KDJ ([[market.kdj-k]]) is below D ([[market.kdj-d]])',
    ],
  ),
  'momentum.kdj-zone': point(
    ['KDJ 高低位', 'the place of KDJ'],
    ['KDJ 已在低位，K 为 [[market.kdj-k]]', 'KDJ is low already, with K at [[market.kdj-k]]'],
    ['KDJ 已在高位，K 为 [[market.kdj-k]]', 'KDJ is high already, with K at [[market.kdj-k]]'],
  ),
  'momentum.recent': point(['近一月走势', 'the last month'], lately, lately),
  'volume.obv': point(['OBV 资金流向', 'the OBV flow'], flow, flow),
  'volume.ratio': point(
    ['放量', 'heavy volume'],
    [
      '放量上涨，成交量为近一季均量的 [[market.volume-ratio]]',
      'the rise comes on [[market.volume-ratio]] the quarter’s mean volume',
    ],
    [
      '放量下跌，成交量为近一季均量的 [[market.volume-ratio]]',
      'the fall comes on [[market.volume-ratio]] the quarter’s mean volume',
    ],
  ),
  'volume.thin': point(
    ['缩量', 'thin volume'],
    [
      '下跌缩量，成交量为近一季均量的 [[market.volume-ratio]]',
      'the fall finds few sellers, at [[market.volume-ratio]] the quarter’s mean volume',
    ],
    [
      '上涨缩量，成交量为近一季均量的 [[market.volume-ratio]]',
      'the rise finds few followers, at [[market.volume-ratio]] the quarter’s mean volume',
    ],
  ),
  'volatility.range': point(
    ['波动幅度', 'the size of the swings'],
    [
      '波动收敛，ATR(14) 占收盘价 [[market.atr14-pct]]',
      'swings are small: ATR(14) is [[market.atr14-pct]] of the close',
    ],
    [
      '波动放大，ATR(14) 占收盘价 [[market.atr14-pct]]',
      'swings are large: ATR(14) is [[market.atr14-pct]] of the close',
    ],
  ),
  'volatility.drawdown': point(
    ['高点回撤', 'the distance to the year’s high'],
    [
      '价格接近一年收盘高点（[[market.drawdown]]）',
      'the price is near its highest close of the year ([[market.drawdown]])',
    ],
    [
      '价格距一年收盘高点 [[market.drawdown]]',
      'the price is at [[market.drawdown]] from its highest close of the year',
    ],
  ),
  'levels.room': point(
    ['上下空间', 'the room up and down'],
    [
      '距压力 [[market.room-up]]个 ATR，距支撑 [[market.room-down]]个',
      'resistance is [[market.room-up]] ATRs away, support [[market.room-down]]',
    ],
    [
      '距压力只有 [[market.room-up]]个 ATR，距支撑 [[market.room-down]]个',
      'resistance is just [[market.room-up]] ATRs away, support [[market.room-down]]',
    ],
  ),
  'levels.open-sky': point(
    ['上方没有压力位', 'the absence of resistance'],
    [
      '一年之内上方没有压力位，支撑在 [[market.support-1]]',
      'no resistance of the year stands above; support is at [[market.support-1]]',
    ],
    null,
  ),
  'levels.no-floor': point(['下方没有支撑位', 'the absence of support'], null, [
    '一年之内下方没有支撑位，压力在 [[market.resistance-1]]',
    'no support of the year stands below; resistance is at [[market.resistance-1]]',
  ]),
  'levels.at-support': point(
    ['贴近支撑', 'the nearness of support'],
    ['价格贴近支撑 [[market.support-1]]', 'support at [[market.support-1]] is close below'],
    null,
  ),
  'levels.at-resistance': point(['贴近压力', 'the nearness of resistance'], null, [
    '价格贴近压力 [[market.resistance-1]]',
    'resistance at [[market.resistance-1]] is close above',
  ]),
};
