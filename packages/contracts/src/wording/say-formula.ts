import type { Language } from '../facts.ts';
import { fillPattern, type Pattern } from './fill-pattern.ts';

/** Formulas that are sentences rather than arithmetic. */
const sentences: readonly Pattern[] = [
  ['percentile rank in up to 5 years', '在至多 5 年中的百分位'],
  ['percentile rank among positive values of up to 5 years', '在至多 5 年的正值中的百分位'],
  ['percentile rank of ATR/close in 250 days', 'ATR/收盘价在 250 日中的百分位'],
  ['median of up to 5 years', '至多 5 年的中位数'],
  ['median of positive values of up to 5 years', '至多 5 年正值的中位数'],
  ['days between the first and the last valuation / 365.25', '首末两次估值相隔的天数 / 365.25'],
  ['sum of the last four quarters', '最近四个季度之和'],
  [
    'nearest pivot high (5 bars each side) above close in 250 days',
    '250 日内收盘价之上最近的波段高点（左右各 5 根）',
  ],
  [
    'nearest pivot low (5 bars each side) below close in 250 days',
    '250 日内收盘价之下最近的波段低点（左右各 5 根）',
  ],
  [
    'pivot high (5 bars each side) above close in 250 days that no close has broken since; the nearer of the two touched most, within {} ATR first',
    '250 日内收盘价之上、此后未被收盘价突破的波段高点（左右各 5 根）；先看 {0} 个 ATR 之内，触及最多的两个中较近的一个',
  ],
  [
    'pivot high (5 bars each side) above close in 250 days that no close has broken since; the nearer of the two touched most',
    '250 日内收盘价之上、此后未被收盘价突破的波段高点（左右各 5 根）；触及最多的两个中较近的一个',
  ],
  [
    'pivot low (5 bars each side) below close in 250 days that no close has broken since; the nearer of the two touched most, within {} ATR first',
    '250 日内收盘价之下、此后未被收盘价跌破的波段低点（左右各 5 根）；先看 {0} 个 ATR 之内，触及最多的两个中较近的一个',
  ],
  [
    'pivot low (5 bars each side) below close in 250 days that no close has broken since; the nearer of the two touched most',
    '250 日内收盘价之下、此后未被收盘价跌破的波段低点（左右各 5 根）；触及最多的两个中较近的一个',
  ],
  ['MACD line - signal', 'DIF - DEA（国内行情软件的柱为其两倍）'],
  ['the farther of the two', '两者中较远的一个'],
  ['next pivot high above the first', '第一压力位之上的下一个波段高点'],
  ['next pivot low below the first', '第一支撑位之下的下一个波段低点'],
  ['min over 250 days of close / running max - 1', '250 日内 收盘价 / 此前最高收盘价 - 1 的最小值'],
  ['run date - announced', '研究日期 - 公告日期'],
  ['trading days after that day', '该日之后的交易日数'],
  ['close of {}, adjusted as of {}', '{0} 的收盘价，复权至 {1}'],
  ['ATR(14) / close at the earlier decision', '前次决定时的 ATR(14) / 收盘价'],
  ['price at the end / close at the earlier decision - 1', '了结价格 / 前次决定时的收盘价 - 1'],
  ['stop of that decision, adjusted as of {}', '前次决定的止损价，复权至 {0}'],
  ['target of that decision, adjusted as of {}', '前次决定的目标价，复权至 {0}'],
  ['the stop, or the open beyond it', '止损价，或越过它的开盘价'],
  ['the target, or the open beyond it', '目标价，或越过它的开盘价'],
  ['declared length, short horizon', '短期的既定长度'],
  ['declared length, medium horizon', '中期的既定长度'],
  ['declared length, long horizon', '长期的既定长度'],
  ['close / close at the earlier decision - 1', '收盘价 / 前次决定时的收盘价 - 1'],
  ['{} x ATR(14) of close x sqrt(trading days since)', '{0} × ATR(14) 占收盘价 × √此后的交易日数'],
  ['declared weight, short horizon', '短期的既定权重'],
  ['declared weight, medium horizon', '中期的既定权重'],
  ['declared weight, long horizon', '长期的既定权重'],
  ['weighted mean of family scores, short horizon, -1 to 1', '各方面评分按短期权重的加权平均，-1 至 1'],
  ['weighted mean of family scores, medium horizon, -1 to 1', '各方面评分按中期权重的加权平均，-1 至 1'],
  ['weighted mean of family scores, long horizon, -1 to 1', '各方面评分按长期权重的加权平均，-1 至 1'],
  ['weighted mean of family scores, -1 to 1', '各方面评分的加权平均，-1 至 1'],
  ['sum of the weights of families with evidence', '有证据的方面的权重之和'],
  ['sum(direction x strength) / sum(max(strength, 0.5))', '∑(方向 × 强度) / ∑max(强度, 0.5)'],
  ['|sum(score x weight)| / sum(|score| x weight)', '|∑(评分 × 权重)| / ∑(|评分| × 权重)'],
  [
    'impact for / impact of all clear evidence; impact = |direction| x strength x weight',
    '支持买入的影响 / 全部鲜明证据的影响；影响 = |方向| × 强度 × 权重',
  ],
  [
    'weighted mean of volatility, its percentile, drawdown and disagreement, 0 to 1',
    '波动率、波动分位、回撤与证据分歧的加权平均，0 至 1',
  ],
  [
    'weighted mean of volatility, its percentile, drawdown, leverage and disagreement, 0 to 1',
    '波动率、波动分位、回撤、杠杆与证据分歧的加权平均，0 至 1',
  ],
  ['declared minimum, short horizon', '短期的既定下限'],
  ['declared minimum, medium horizon', '中期的既定下限'],
  ['declared minimum, long horizon', '长期的既定下限'],
  ['counted over every text of the report', '在报告全文中计数'],
  ['close / previous close, after the adjustments known', '收盘价 / 前收盘价，已计入已知的复权'],
  [
    '{} x coverage + {} x history, full at {} daily bars + {} x share of the kinds of evidence',
    '{0} × 覆盖 + {1} × 历史长度（{2} 个交易日计满）+ {3} × 证据种类的占比',
  ],
  [
    'base + freshness + basis x (breadth + agreement), 0 to 1',
    '基础 + 新鲜度 + 依据 ×（广度 + 一致度），0 至 1',
  ],
  [
    '(base + freshness + basis x (breadth + agreement)) x {}, as an earlier rating went clearly wrong, 0 to 1',
    '（基础 + 新鲜度 + 依据 ×（广度 + 一致度））× {0}，因前次评级被明显否定，0 至 1',
  ],
  ['base + agreement + coverage + freshness, 0 to 1', '基础 + 一致度 + 覆盖 + 新鲜度，0 至 1'],
  [
    '(base + agreement + coverage + freshness) x {}, as an earlier rating went clearly wrong, 0 to 1',
    '（基础 + 一致度 + 覆盖 + 新鲜度）× {0}，因前次评级被明显否定，0 至 1',
  ],
  [
    'mean of the styles’ sizes mixed by risk x confidence factor; half for a hold, none for a sale',
    '三种风格的仓位按风险加权 × 置信度系数；持有取一半，卖出为零',
  ],
  ['min({} %, {} % / volatility)', '取小：{0}%，{1}% / 波动率'],
  [
    'min({} %, own size + {} x (mean of the others - own size))',
    '取小：{0}%，自身仓位 + {1} ×（其余两者的平均 - 自身仓位）',
  ],
  ['size x |close - stop| / close', '仓位 × |收盘价 - 止损| / 收盘价'],
  ['size x |maximum drawdown|', '仓位 × |最大回撤|'],
  ['|plan-target - close| / |close - plan-stop|', '|计划目标 - 收盘价| / |收盘价 - 计划止损|'],
  ['(close - support-1) / ATR(14)', '（收盘价 - 第一支撑）/ ATR(14)'],
  ['(resistance-1 - close) / ATR(14)', '（第一压力 - 收盘价）/ ATR(14)'],
  ['room-up / room-down', '距压力 / 距支撑'],
  ['ATR share, 1-year percentile', 'ATR 占比的一年百分位'],
  ['100 - ATR share, 1-year percentile', '100 - ATR 占比的一年百分位'],
  ['100 - {} percentile in own history', '100 - {0} 在自身历史中的百分位'],
  ['{} percentile in own history', '{0} 在自身历史中的百分位'],
  ['mean of scaled RSI(6), Bollinger position and news balance', 'RSI(6)、布林位置与新闻平衡值换算后的平均'],
  ['weighted mean of lexicon polarity, 30 days, -1 to 1', '30 日词语倾向的加权平均，-1 至 1'],
  [
    'lexicon polarity of title and summary with negation and intensity, weight 0.5^(age/7 days), 30 days',
    '标题与摘要的词语倾向（计入否定与程度），权重 0.5^(天数/7)，30 日',
  ],
  [
    'weighted mean of lexicon polarity of title and summary with negation and intensity, weight 0.5^(age/7 days), 30 days',
    '标题与摘要词语倾向（计入否定与程度）的加权平均，权重 0.5^(天数/7)，30 日',
  ],
  ['sum of 0.5^(age/7 days)', '0.5^(天数/7) 之和'],
  ['P/E (TTM) / net income growth in percent', '市盈率（TTM）/ 净利润同比（百分数）'],
  ['EMA(n) of close, seeded with SMA(n)', '收盘价的 EMA(n)，以 SMA(n) 起算'],
  ['SMA({}) ± {} population sd of close', '收盘价的 SMA({0}) ± {1} × 总体标准差'],
  ['volume and SMA(n) of volume', '成交量及其 SMA(n)'],
  [
    'RSV({}); K and D smoothed by 1/{} from 50; J = 3K - 2D',
    'RSV({0})；K 与 D 自 50 起以 1/{1} 平滑；J = 3K - 2D',
  ],
  [
    'RSV({}); K smoothed by 1/{} and D by 1/{} from 50; J = 3K - 2D',
    'RSV({0})；自 50 起 K 以 1/{1}、D 以 1/{2} 平滑；J = 3K - 2D',
  ],
  ['running sum of volume, signed by the change of close', '成交量按收盘价涨跌带符号的累计'],
  ['Wilder mean({}) of true range', '真实波幅的 Wilder 平均({0})'],
  ['{} of close', '收盘价的 {0}'],
  ['{} of volume', '成交量的 {0}'],
  ['{} of MACD line', 'DIF 的 {0}'],
  ['{} of DIF', 'DIF 的 {0}'],
];

/** Words of arithmetic; the longer ones first. */
const words: readonly Pattern[] = [
  ['operating cash flow', '经营现金流'],
  ['current liabilities', '流动负债'],
  ['current assets', '流动资产'],
  ['a year before', '上年'],
  ['typical price', '典型价'],
  ['gross profit', '毛利'],
  ['net income', '净利润'],
  ['log returns', '对数收益率'],
  ['population sd', '总体标准差'],
  ['liabilities', '负债'],
  ['MACD line', 'DIF'],
  ['histogram', 'MACD 柱'],
  ['Second resistance', '第二压力位'],
  ['First resistance', '第一压力位'],
  ['Second support', '第二支撑位'],
  ['First support', '第一支撑位'],
  ['revenue', '营业收入'],
  ['signal', 'DEA'],
  ['equity', '净资产'],
  ['shares', '股本'],
  ['assets', '资产'],
  ['volume', '成交量'],
  ['upper', '上轨'],
  ['lower', '下轨'],
  ['close', '收盘价'],
  ['Close', '收盘价'],
  ['high', '最高价'],
  ['low', '最低价'],
  ['days', '天数'],
  ['sqrt', '√'],
  ['sum', '∑'],
  ['sd', '标准差'],
];

/** Ids in formulas of levels, as both languages write them. */
const ids: ReadonlyArray<readonly [id: string, en: string, zh: string]> = [
  ['market.close', 'close', '收盘价'],
  ['market.atr14', 'ATR(14)', 'ATR(14)'],
  ['market.ma60', 'MA60', 'MA60'],
  ['market.resistance-1', 'first resistance', '第一压力位'],
  ['market.resistance-2', 'second resistance', '第二压力位'],
  ['market.support-1', 'first support', '第一支撑位'],
  ['market.support-2', 'second support', '第二支撑位'],
];

/** How a value was computed, in the reader's language. */
export function sayFormula(formula: string, language: Language): string {
  const known = language === 'zh' ? fillPattern(formula, sentences) : undefined;
  if (known !== undefined) return known;
  let text = formula;
  for (const [id, en, zh] of ids) text = text.replaceAll(id, language === 'zh' ? zh : en);
  if (language === 'zh')
    for (const [english, chinese] of words)
      text = text.replace(new RegExp(`(?<![A-Za-z])${english}(?![A-Za-z])`, 'g'), chinese);
  return text.replaceAll(' x ', ' × ').replace(/(\d) %/g, '$1%');
}
