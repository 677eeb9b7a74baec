import { type Finding, finding } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds } from '../weights.ts';

function debt({ find }: Facts): Finding | undefined {
  const share = find('fundamentals.debt-to-assets');
  if (share === undefined) return undefined;
  if (share >= bounds.debtHighPct)
    return finding(
      'leverage.debt',
      -0.7,
      0.55,
      '资产负债率 [[fundamentals.debt-to-assets]]，杠杆偏高，对融资环境敏感',
      'liabilities are [[fundamentals.debt-to-assets]] of assets: leverage is high and funding conditions matter',
    );
  return share <= bounds.debtLowPct
    ? finding(
        'leverage.debt',
        0.6,
        0.45,
        '资产负债率 [[fundamentals.debt-to-assets]]，财务结构稳健',
        'liabilities are only [[fundamentals.debt-to-assets]] of assets: the balance sheet is sound',
      )
    : finding(
        'leverage.debt',
        0,
        0.25,
        '资产负债率 [[fundamentals.debt-to-assets]]，处于常见范围',
        'liabilities at [[fundamentals.debt-to-assets]] of assets are within the usual range',
      );
}

function cover({ find }: Facts): Finding | undefined {
  const ratio = find('fundamentals.current-ratio');
  if (ratio === undefined) return undefined;
  if (ratio < bounds.currentLow)
    return finding(
      'leverage.cover',
      -0.7,
      0.5,
      '流动比率 [[fundamentals.current-ratio]]，流动资产不足以覆盖短期债务',
      'a current ratio of [[fundamentals.current-ratio]] leaves short-term debts not fully covered',
    );
  return ratio >= bounds.currentHigh
    ? finding(
        'leverage.cover',
        0.5,
        0.35,
        '流动比率 [[fundamentals.current-ratio]]，短期偿债从容',
        'a current ratio of [[fundamentals.current-ratio]] covers short-term debts with ease',
      )
    : finding(
        'leverage.cover',
        0.1,
        0.25,
        '流动比率 [[fundamentals.current-ratio]]，短期偿债能力尚可',
        'a current ratio of [[fundamentals.current-ratio]] is adequate',
      );
}

export const leverage = (facts: Facts): Finding[] =>
  [debt(facts), cover(facts)].filter((found) => found !== undefined);

/** Operating cash flow against net income. */
export function cash({ find }: Facts): Finding[] {
  const conversion = find('fundamentals.cash-conversion');
  const income = find('fundamentals.net-income');
  if (conversion === undefined || (income !== undefined && income <= 0)) return [];
  if (conversion > bounds.cashDistorted)
    return [
      finding(
        'cash.conversion',
        0,
        0.25,
        '经营现金流是净利润的 [[fundamentals.cash-conversion]]，但这主要是因为利润基数太小，比率已经失真',
        'operating cash flow is [[fundamentals.cash-conversion]] net income, but mostly because the profit is so small: the ratio is distorted',
      ),
    ];
  if (conversion >= bounds.cashHigh)
    return [
      finding(
        'cash.conversion',
        0.8,
        0.6,
        '经营现金流是净利润的 [[fundamentals.cash-conversion]]，利润的现金含量扎实',
        'operating cash flow is [[fundamentals.cash-conversion]] net income: profits arrive as cash',
      ),
    ];
  if (conversion < 0)
    return [
      finding(
        'cash.conversion',
        -1,
        0.7,
        '账面盈利而经营现金流为负（现金含量 [[fundamentals.cash-conversion]]），利润质量存疑',
        'there is a book profit but operating cash flow is negative (conversion [[fundamentals.cash-conversion]]): the quality of earnings is in doubt',
      ),
    ];
  return conversion < bounds.cashLow
    ? [
        finding(
          'cash.conversion',
          -0.7,
          0.55,
          '经营现金流只有净利润的 [[fundamentals.cash-conversion]]，可能有应收或存货在占用资金',
          'operating cash flow is just [[fundamentals.cash-conversion]] net income: receivables or inventories may be absorbing cash',
        ),
      ]
    : [
        finding(
          'cash.conversion',
          0.1,
          0.3,
          '经营现金流为净利润的 [[fundamentals.cash-conversion]]，现金转化一般',
          'operating cash flow at [[fundamentals.cash-conversion]] net income is an average conversion',
        ),
      ];
}
