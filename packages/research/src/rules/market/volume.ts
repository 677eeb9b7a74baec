import { clearSign } from '../clear-gap.ts';
import { type Finding, finding } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds } from '../weights.ts';

function onBalance({ find }: Facts): Finding | undefined {
  const slope = find('market.obv-slope');
  const month = find('market.return-20d');
  if (slope === undefined || month === undefined) return undefined;
  const direction = slope / (3 * bounds.obvClearPct);
  const figure = {
    zh: 'OBV 近一月净变化占成交量 [[market.obv-slope]]',
    en: 'OBV moved by [[market.obv-slope]] of volume over the month',
  };
  if (Math.abs(slope) < bounds.obvEvenPct)
    return finding(
      'volume.obv',
      0,
      0.2,
      `${figure.zh}，涨跌两边的成交相当`,
      `${figure.en}: as much traded on rising as on falling days`,
    );
  if (Math.abs(slope) < bounds.obvClearPct)
    return finding(
      'volume.obv',
      direction,
      0.25,
      `${figure.zh}，${slope > 0 ? '上涨日的成交略多' : '下跌日的成交略多'}，差距不大`,
      `${figure.en}: slightly more traded on ${slope > 0 ? 'rising' : 'falling'} days`,
    );
  if (clearSign(month, bounds.flatReturnPct) === 0)
    return finding(
      'volume.obv',
      direction,
      0.4,
      `${figure.zh}，价格却几乎没有变化，成交偏向${slope > 0 ? '买方' : '卖方'}而价格没有跟上`,
      `${figure.en} while the price hardly changed: the volume leans to the ${slope > 0 ? 'buyers' : 'sellers'}, the price has not followed`,
    );
  if (slope > 0 === month > 0)
    return finding(
      'volume.obv',
      direction,
      0.6,
      `${figure.zh}，与价格同向，量价相互印证`,
      `${figure.en}, in step with the price: volume confirms the move`,
    );
  return finding(
    'volume.obv',
    direction,
    0.5,
    `${figure.zh}，与价格方向相反，量价背离${slope > 0 ? '，有资金在承接' : '，上涨缺少资金配合'}`,
    `${figure.en}, against the price: a divergence that ${slope > 0 ? 'hints at accumulation' : 'says the advance lacks money behind it'}`,
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
      '近一周成交量是近一季均量的 [[market.volume-ratio]]，价格却几乎原地不动，筹码在换手而方向未明',
      'the week’s volume runs at [[market.volume-ratio]] the quarter’s mean while the price hardly moved: shares change hands without a direction',
    );
  if (value >= bounds.volumeHigh)
    return finding(
      'volume.ratio',
      up ? 0.7 : -0.7,
      0.5,
      `近一周成交量是近一季均量的 [[market.volume-ratio]]，价格同期${up ? '上涨' : '下跌'}，属于放量${up ? '上攻' : '下跌'}`,
      `the week’s volume runs at [[market.volume-ratio]] the quarter’s mean: ${up ? 'an advance' : 'a decline'} on heavy trading`,
    );
  if (value <= bounds.volumeLow && Math.abs(week) < bounds.flatWeekPct)
    return finding(
      'volume.thin',
      0,
      0.2,
      '近一周成交量仅为近一季均量的 [[market.volume-ratio]]，价格也几乎没有变化，市场在观望',
      'the week’s volume is just [[market.volume-ratio]] the quarter’s mean and the price hardly moved: the market waits',
    );
  if (value <= bounds.volumeLow)
    return finding(
      'volume.thin',
      up ? -0.2 : 0.3,
      0.3,
      `近一周成交量仅为近一季均量的 [[market.volume-ratio]]，${up ? '上涨缩量，跟风不足' : '下跌缩量，抛压趋缓'}`,
      `the week’s volume is just [[market.volume-ratio]] the quarter’s mean: ${up ? 'few follow the advance' : 'few sell into the decline'}`,
    );
  return finding(
    'volume.ratio',
    0,
    0.2,
    '近一周成交量为近一季均量的 [[market.volume-ratio]]，没有异常',
    'the week’s volume at [[market.volume-ratio]] the quarter’s mean is nothing unusual',
  );
}

export const volume = (facts: Facts): Finding[] =>
  [onBalance(facts), ratio(facts)].filter((found) => found !== undefined);
