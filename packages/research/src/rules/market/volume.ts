import { type Finding, finding } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds } from '../weights.ts';

function onBalance({ find }: Facts): Finding | undefined {
  const slope = find('market.obv-slope');
  const month = find('market.return-20d');
  if (slope === undefined || month === undefined) return undefined;
  const direction = slope / (3 * bounds.obvClearPct);
  if (Math.abs(slope) < bounds.obvClearPct)
    return finding(
      'volume.obv',
      direction,
      0.25,
      'OBV 近一月净变化占成交量 [[market.obv-slope]]，资金进出大致平衡',
      'OBV moved by [[market.obv-slope]] of volume over the month: buying and selling roughly balance',
    );
  if (slope > 0 === month > 0)
    return finding(
      'volume.obv',
      direction,
      0.6,
      `OBV 近一月净变化占成交量 [[market.obv-slope]]，与价格（[[market.return-20d]]）同向，量价相互印证`,
      `OBV moved by [[market.obv-slope]] of volume over the month, in step with the price ([[market.return-20d]]): volume confirms the move`,
    );
  return finding(
    'volume.obv',
    direction,
    0.5,
    `OBV 近一月净变化占成交量 [[market.obv-slope]]，而价格为 [[market.return-20d]]，量价背离${slope > 0 ? '，有资金在承接' : '，上涨缺少资金配合'}`,
    `OBV moved by [[market.obv-slope]] of volume over the month while the price did [[market.return-20d]]: a divergence that ${slope > 0 ? 'hints at accumulation' : 'says the advance lacks money behind it'}`,
  );
}

function ratio({ find }: Facts): Finding | undefined {
  const value = find('market.volume-ratio');
  const week = find('market.return-5d');
  if (value === undefined || week === undefined) return undefined;
  const up = week >= 0;
  if (value >= bounds.volumeHigh && Math.abs(week) < bounds.flatWeekPct)
    return finding(
      'volume.ratio',
      0,
      0.3,
      '近期成交量是常态的 [[market.volume-ratio]]，价格却几乎原地不动（[[market.return-5d]]），筹码在换手而方向未明',
      'recent volume runs at [[market.volume-ratio]] of its norm while the price hardly moved ([[market.return-5d]]): shares change hands without a direction',
    );
  if (value >= bounds.volumeHigh)
    return finding(
      'volume.ratio',
      up ? 0.7 : -0.7,
      0.5,
      `近期成交量是常态的 [[market.volume-ratio]]，同期涨跌幅 [[market.return-5d]]，属于放量${up ? '上攻' : '下跌'}`,
      `recent volume runs at [[market.volume-ratio]] of its norm with a week of [[market.return-5d]]: ${up ? 'an advance' : 'a decline'} on heavy trading`,
    );
  if (value <= bounds.volumeLow)
    return finding(
      'volume.ratio',
      up ? -0.2 : 0.3,
      0.3,
      `近期成交量仅为常态的 [[market.volume-ratio]]，同期涨跌幅 [[market.return-5d]]，${up ? '上涨缩量，跟风不足' : '下跌缩量，抛压趋缓'}`,
      `recent volume is just [[market.volume-ratio]] of its norm with a week of [[market.return-5d]]: ${up ? 'few follow the advance' : 'selling is drying up'}`,
    );
  return finding(
    'volume.ratio',
    0,
    0.2,
    '近期成交量为常态的 [[market.volume-ratio]]，没有异常',
    'recent volume at [[market.volume-ratio]] of its norm is nothing unusual',
  );
}

export const volume = (facts: Facts): Finding[] =>
  [onBalance(facts), ratio(facts)].filter((found) => found !== undefined);
