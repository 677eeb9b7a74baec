import { type Point, point } from './port.ts';

const ratio = (key: string, zh: string, en: string): Point =>
  point(
    [zh, en],
    [
      `${zh} [[valuation.${key}]]，低于近 [[valuation.years]]年里 [[valuation.${key}-below]] 的交易日`,
      `a ${en} of [[valuation.${key}]], cheaper than on [[valuation.${key}-below]] of days in [[valuation.years]] years`,
    ],
    [
      `${zh} [[valuation.${key}]]，高于近 [[valuation.years]]年里 [[valuation.${key}-above]] 的交易日`,
      `a ${en} of [[valuation.${key}]], dearer than on [[valuation.${key}-above]] of days in [[valuation.years]] years`,
    ],
  );
const revenue = [
  '营业收入同比 [[fundamentals.revenue-growth]]',
  'revenue changed by [[fundamentals.revenue-growth]] on the year',
] as const;
const income = [
  '净利润同比 [[fundamentals.net-income-growth]]',
  'net income changed by [[fundamentals.net-income-growth]] on the year',
] as const;
const margins = [
  '净利率 [[fundamentals.net-margin]]，上年 [[fundamentals.net-margin-previous]]',
  'the net margin is [[fundamentals.net-margin]], a year before [[fundamentals.net-margin-previous]]',
] as const;
const margin = [
  '净利率 [[fundamentals.net-margin]]',
  'the net margin is [[fundamentals.net-margin]]',
] as const;
const roe = ['净资产收益率 [[fundamentals.roe]]', 'the return on equity is [[fundamentals.roe]]'] as const;
const debt = [
  '资产负债率 [[fundamentals.debt-to-assets]]',
  'liabilities are [[fundamentals.debt-to-assets]] of assets',
] as const;
const cover = [
  '流动比率 [[fundamentals.current-ratio]]',
  'the current ratio is [[fundamentals.current-ratio]]',
] as const;
const cash = [
  '经营现金流是净利润的 [[fundamentals.cash-conversion]]',
  'operating cash flow is [[fundamentals.cash-conversion]] net income',
] as const;
const peg = [
  '市盈率与利润增速之比为 [[valuation.peg]]',
  'the P/E is [[valuation.peg]] the growth of net income',
] as const;

/** Points of the company: growth, profitability, balance sheet, cash, valuation. */
export const companyPoints: Readonly<Record<string, Point>> = {
  'growth.revenue': point(['营收增速', 'revenue growth'], revenue, revenue),
  'growth.income': point(['利润增速', 'profit growth'], income, income),
  'profitability.roe': point(['净资产收益率', 'return on equity'], roe, roe),
  'profitability.margin': point(['净利率的变化', 'the change of the margin'], margins, margins),
  'profitability.margin-level': point(['净利率', 'the net margin'], margin, margin),
  'leverage.debt': point(['资产负债率', 'the debt ratio'], debt, debt),
  'leverage.cover': point(['流动比率', 'the current ratio'], cover, cover),
  'cash.conversion': point(['现金含量', 'cash conversion'], cash, cash),
  'valuation.pe-ttm': ratio('pe-ttm', '市盈率', 'P/E'),
  'valuation.pb': ratio('pb', '市净率', 'P/B'),
  'valuation.ps-ttm': ratio('ps-ttm', '市销率', 'P/S'),
  'valuation.peg': point(['市盈率与增速之比', 'the P/E against growth'], peg, peg),
  'valuation.loss': point(['没有盈利支撑的估值', 'a valuation without profits'], null, [
    '公司尚未盈利，市盈率为 [[valuation.pe-ttm]]',
    'there are no profits to value: the P/E is [[valuation.pe-ttm]]',
  ]),
};
