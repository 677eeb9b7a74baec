import type { Language } from '../facts.ts';
import { fillPattern, type Pattern } from './fill-pattern.ts';

const datasets: Readonly<Record<string, string>> = {
  bars: '行情',
  valuation: '估值',
  valuations: '估值',
  fundamentals: '财务报表',
  filings: '财务报表',
  news: '新闻',
  profile: '公司资料',
  name: '名称',
};

/** Why something is missing, as the program says it; vendors' own words are not among these and stay as they came. */
const patterns: readonly Pattern[] = [
  ['{} is not enabled', '{0} 没有启用'],
  ['needs {} daily rows, has {}', '需要 {0} 个交易日，只有 {1} 个'],
  ['needs {} days with a positive {}, has {}', '需要 {0} 个 {1} 为正的交易日，只有 {2} 个'],
  ['not defined for these rows', '在这些数据上没有定义'],
  ['{} is not reported', '数据源没有给出 {0}'],
  ['{} has no meaning: {} are not positive', '{0} 没有意义：分母不为正'],
  ['needs four quarters in a row', '需要连续四个季度的报表'],
  ['needs eight quarters in a row and a base above zero', '需要连续八个季度的报表，且基数为正'],
  ['needs eight quarters in a row', '需要连续八个季度的报表'],
  ['the filings do not say', '报表没有披露'],
  ['not defined: net income is not above zero, or not reported', '没有定义：净利润不为正，或没有披露'],
  ['no unbroken swing high above the close in the last {} days', '近 {0} 日收盘价之上没有尚未突破的波段高点'],
  ['no unbroken swing low below the close in the last {} days', '近 {0} 日收盘价之下没有尚未跌破的波段低点'],
  [
    'no second unbroken swing high above the close in the last {} days',
    '近 {0} 日收盘价之上没有第二个尚未突破的波段高点',
  ],
  [
    'no second unbroken swing low below the close in the last {} days',
    '近 {0} 日收盘价之下没有第二个尚未跌破的波段低点',
  ],
  ['no second swing high above the close in the last {} days', '近 {0} 日收盘价之上没有第二个波段高点'],
  ['no second swing low below the close in the last {} days', '近 {0} 日收盘价之下没有第二个波段低点'],
  ['no swing high above the close in the last {} days', '近 {0} 日收盘价之上没有波段高点'],
  ['no swing low below the close in the last {} days', '近 {0} 日收盘价之下没有波段低点'],
  ['no valuation file was imported for {}', '没有为 {0} 导入估值文件'],
  ['no file was imported for {}', '没有为 {0} 导入文件'],
  ['the source does not report turnover', '数据源没有给出成交额'],
  ['the source does not report the turnover rate', '数据源没有给出换手率'],
  ['the price did not move in 20 days, so the bands have no width', '价格 20 日没有变动，布林带没有宽度'],
  ['nothing was traded in these days', '这些交易日没有成交'],
  ['one row only', '只有一行数据'],
  ['no rows', '没有数据'],
  ['no rows were stored', '没有存入数据'],
  ['no valuation rows', '没有估值数据'],
  ['no bars up to {}', '截至 {0} 没有行情'],
  [
    'the last bar is of {}, more than {} trading days before {}',
    '最近的行情是 {0}，比 {2} 早超过 {1} 个交易日',
  ],
  ['the last valuation row is {} days old', '最近的估值已是 {0} 天之前'],
  ['{} gave no splits and dividends: prices are as quoted', '{0} 没有给出拆股与分红：价格未复权'],
  ['{} asked to wait, again in {} s', '{0} 要求等待，{1} 秒后再试'],
  ['own limit for {}, again in {} s', '{0} 达到本系统的限速，{1} 秒后再试'],
  ['{} failed repeatedly and is left alone for a minute', '{0} 连续失败，暂停一分钟'],
  ['{} answered 429', '{0} 拒绝：请求过多（429）'],
  ['{} answered {}: the key is refused', '{0} 拒绝了密钥（{1}）'],
  ['{} does not know it (404)', '{0} 不认识该标的（404）'],
  ['{} answered {}', '{0} 返回错误 {1}'],
  ['{} does not know {}', '{0} 不认识 {1}'],
  ['{} has no rows', '{0} 没有数据'],
  ['{} is not a company of the simulated exchange', '{0} 不是模拟交易所的公司'],
  ['{} is not a simulated company', '{0} 不是模拟公司'],
  ['{}: the request limit of the key is reached', '{0}：密钥的请求次数已用完'],
  ['{}: the key does not cover this (premium or demo)', '{0}：密钥的权限不包括这项数据'],
];

const place: readonly Pattern[] = [
  ['{} has no {} up to that day', '{0} 在该日之前没有{1}'],
  ['{} has no {} of {}', '{0} 没有 {2} 的{1}'],
  ['{} has no {}', '{0} 没有{1}'],
  ['no source of {} for this market', '该市场没有提供{0}的数据源'],
];

function sayOne(detail: string): string {
  const known = fillPattern(detail, patterns);
  if (known !== undefined) return known;
  const words = detail.split(' ').map((word) => datasets[word] ?? word);
  return fillPattern(words.join(' '), place) ?? detail;
}

/** The detail of an absence in the reader's language. */
export const sayDetail = (detail: string, language: Language): string =>
  language === 'en' ? detail : detail.split('; ').map(sayOne).join('；');
