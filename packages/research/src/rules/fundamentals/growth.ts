import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds } from '../weights.ts';

function revenue({ find }: Facts): Finding | undefined {
  const growth = find('fundamentals.revenue-growth');
  if (growth === undefined) return undefined;
  if (growth >= bounds.growthHighPct)
    return finding(
      'growth.revenue',
      0.9,
      0.7,
      ...worded(
        growth,
        [
          '营业收入同比 [[fundamentals.revenue-growth]]，需求扩张明显',
          'revenue changed by [[fundamentals.revenue-growth]] on the year: demand is clearly expanding',
        ],
        [
          '营业收入同比 [[fundamentals.revenue-growth]]，业务仍在快速做大',
          'with revenue growth of [[fundamentals.revenue-growth]] on the year, the business is growing at speed',
        ],
        [
          '收入端表现突出，营业收入同比 [[fundamentals.revenue-growth]]',
          'the top line stands out, with revenue growth of [[fundamentals.revenue-growth]] on the year',
        ],
      ),
    );
  if (growth >= bounds.growthFlatPct)
    return finding(
      'growth.revenue',
      0.4,
      0.5,
      '营业收入同比 [[fundamentals.revenue-growth]]，增速温和',
      'revenue changed by [[fundamentals.revenue-growth]] on the year, a moderate pace',
    );
  if (growth > bounds.growthFallPct)
    return finding(
      'growth.revenue',
      -0.2,
      0.4,
      '营业收入同比 [[fundamentals.revenue-growth]]，基本停滞',
      'revenue changed by [[fundamentals.revenue-growth]] on the year: close to a standstill',
    );
  return finding(
    'growth.revenue',
    -0.9,
    0.7,
    ...worded(
      growth,
      [
        '营业收入同比 [[fundamentals.revenue-growth]]，规模正在收缩',
        'revenue changed by [[fundamentals.revenue-growth]] on the year: the business is shrinking',
      ],
      [
        '营业收入同比 [[fundamentals.revenue-growth]]，需求在流失',
        'revenue changed by [[fundamentals.revenue-growth]] on the year: demand is slipping away',
      ],
    ),
  );
}

function income({ find }: Facts): Finding | undefined {
  const growth = find('fundamentals.net-income-growth');
  if (growth === undefined) return undefined;
  const sales = find('fundamentals.revenue-growth');
  if (growth > bounds.growthDistortedPct)
    return finding(
      'growth.income',
      0.4,
      0.3,
      '净利润同比 [[fundamentals.net-income-growth]]，但上年的基数极低，增速本身没有参考意义',
      'net income changed by [[fundamentals.net-income-growth]] on the year, but from so little that the rate itself says nothing',
    );
  if (growth >= bounds.growthHighPct)
    return finding(
      'growth.income',
      0.9,
      0.7,
      ...worded(
        growth,
        [
          '净利润同比 [[fundamentals.net-income-growth]]，盈利处于快速上升期',
          'net income changed by [[fundamentals.net-income-growth]] on the year: earnings are rising fast',
        ],
        [
          '净利润同比 [[fundamentals.net-income-growth]]，利润释放的速度可观',
          'net income growth of [[fundamentals.net-income-growth]] on the year shows earnings coming through at a good pace',
        ],
      ),
    );
  if (growth <= bounds.growthFallPct)
    return sales !== undefined && sales > 0
      ? finding(
          'growth.income',
          -0.9,
          0.7,
          '收入增长而净利润同比 [[fundamentals.net-income-growth]]，增收不增利',
          'net income changed by [[fundamentals.net-income-growth]] on the year although revenue grew: growth comes at the expense of profit',
        )
      : finding(
          'growth.income',
          -0.9,
          0.7,
          ...worded(
            growth,
            [
              '净利润同比 [[fundamentals.net-income-growth]]，盈利在下滑',
              'net income changed by [[fundamentals.net-income-growth]] on the year: earnings are falling',
            ],
            [
              '净利润同比 [[fundamentals.net-income-growth]]，利润端承受明显压力',
              'net income changed by [[fundamentals.net-income-growth]] on the year: earnings are under clear pressure',
            ],
          ),
        );
  return growth >= bounds.growthFlatPct
    ? finding(
        'growth.income',
        0.4,
        0.45,
        '净利润同比 [[fundamentals.net-income-growth]]，盈利温和增长',
        'net income changed by [[fundamentals.net-income-growth]] on the year: moderate growth',
      )
    : finding(
        'growth.income',
        -0.2,
        0.4,
        '净利润同比 [[fundamentals.net-income-growth]]，盈利缺乏增长',
        'net income changed by [[fundamentals.net-income-growth]] on the year: earnings lack growth',
      );
}

export const growth = (facts: Facts): Finding[] =>
  [revenue(facts), income(facts)].filter((found) => found !== undefined);
