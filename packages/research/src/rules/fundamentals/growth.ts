import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds } from '../weights.ts';

/** What a change between a clear fall and moderate growth is: a small fall is one, and no lack of growth. */
function little(growth: number): readonly [zh: string, en: string] {
  if (growth <= -bounds.growthStillPct) return ['小幅下降', 'a small decline'];
  return growth < bounds.growthStillPct
    ? ['与上年基本持平', 'about the level of the year before']
    : ['增长微弱', 'hardly any growth'];
}

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
  if (growth > bounds.growthFallPct) {
    const [zh, en] = little(growth);
    return finding(
      'growth.revenue',
      growth <= -bounds.growthStillPct ? -0.4 : -0.2,
      0.4,
      `营业收入同比 [[fundamentals.revenue-growth]]，${zh}`,
      `revenue changed by [[fundamentals.revenue-growth]] on the year, ${en}`,
    );
  }
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
    return sales !== undefined && sales >= bounds.growthStillPct
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
  if (growth >= bounds.growthFlatPct)
    return finding(
      'growth.income',
      0.4,
      0.45,
      '净利润同比 [[fundamentals.net-income-growth]]，盈利温和增长',
      'net income changed by [[fundamentals.net-income-growth]] on the year: moderate growth',
    );
  const [zh, en] = little(growth);
  return finding(
    'growth.income',
    growth <= -bounds.growthStillPct ? -0.4 : -0.2,
    0.4,
    `净利润同比 [[fundamentals.net-income-growth]]，${zh}`,
    `net income changed by [[fundamentals.net-income-growth]] on the year, ${en}`,
  );
}

export const growth = (facts: Facts): Finding[] =>
  [revenue(facts), income(facts)].filter((found) => found !== undefined);
