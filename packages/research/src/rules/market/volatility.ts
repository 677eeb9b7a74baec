import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { shareOfDays } from '../share-of-days.ts';
import { bounds } from '../weights.ts';

/** How much of the year's days had smaller or larger swings than now, whichever is more. */
export function rangeReading(snapshot: Snapshot, { find }: Facts): Fact[] {
  const percentile = find('market.atr14-percentile');
  if (percentile === undefined) return [];
  const wide = percentile >= 50;
  return [
    reading(snapshot, {
      ...shareOfDays(wide ? percentile : 100 - percentile),
      id: wide ? 'market.atr14-above' : 'market.atr14-below',
      group: 'market',
      zh: wide ? '一年中波动更小的交易日占比' : '一年中波动更大的交易日占比',
      en: `Share of the year’s days with ${wide ? 'smaller' : 'larger'} swings`,
      formula: wide ? 'ATR share, 1-year percentile' : '100 - ATR share, 1-year percentile',
      inputs: ['market.atr14-percentile'],
    }),
  ];
}

function range({ find }: Facts): Finding | undefined {
  const percentile = find('market.atr14-percentile');
  const share = find('market.atr14-pct');
  if (percentile === undefined || share === undefined) return undefined;
  const calm = find('market.atr14-below') !== undefined;
  if (!calm && find('market.atr14-above') === undefined) return undefined;
  const text = {
    zh: `ATR(14) 占收盘价 [[market.atr14-pct]]，${calm ? '小于一年中 [[market.atr14-below]] 的交易日' : '大于一年中 [[market.atr14-above]] 的交易日'}`,
    en: `ATR(14) is [[market.atr14-pct]] of the close, ${calm ? 'less than on [[market.atr14-below]]' : 'more than on [[market.atr14-above]]'} of the year’s days`,
  };
  if (percentile >= bounds.atrHighPercentile)
    return finding(
      'volatility.range',
      -0.6,
      0.5,
      `${text.zh}，波动明显放大，仓位要相应收缩`,
      `${text.en}: swings have widened and size should shrink accordingly`,
    );
  if (percentile <= bounds.atrLowPercentile)
    return finding('volatility.range', 0.4, 0.4, `${text.zh}，波动收敛`, `${text.en}: swings have narrowed`);
  return finding('volatility.range', 0, 0.25, `${text.zh}，波动处在平常水平`, `${text.en}: ordinary swings`);
}

function drawdown({ find }: Facts): Finding | undefined {
  const now = find('market.drawdown');
  if (now === undefined) return undefined;
  const hasWorst = find('market.max-drawdown-250d') !== undefined;
  const worst = hasWorst
    ? {
        zh: '（一年内最大回撤 [[market.max-drawdown-250d]]）',
        en: ' (largest drawdown of the year [[market.max-drawdown-250d]])',
      }
    : { zh: '', en: '' };
  if (now <= bounds.drawdownDeepPct)
    return finding(
      'volatility.drawdown',
      -0.7,
      0.5,
      ...worded(
        now,
        [
          `现价距一年收盘高点 [[market.drawdown]]${worst.zh}，高位买入的人大多被套`,
          `the price stands at [[market.drawdown]] from its highest close of the year${worst.en}: most who bought high are under water`,
        ],
        [
          `自一年收盘高点起算的涨跌为 [[market.drawdown]]${worst.zh}，修复需要时间`,
          `measured from its highest close of the year the price is at [[market.drawdown]]${worst.en}, which takes time to repair`,
        ],
      ),
    );
  if (now >= bounds.drawdownShallowPct)
    return now > -0.005
      ? finding(
          'volatility.drawdown',
          0.5,
          0.4,
          `收盘价就在一年的收盘高点${worst.zh}`,
          `the close is the highest of the year${worst.en}`,
        )
      : finding(
          'volatility.drawdown',
          0.5,
          0.4,
          `现价距一年收盘高点仅 [[market.drawdown]]${worst.zh}，离高点不远`,
          `the price is only [[market.drawdown]] from its highest close of the year${worst.en}, not far from its high`,
        );
  return finding(
    'volatility.drawdown',
    -0.2,
    0.3,
    `现价距一年收盘高点 [[market.drawdown]]${worst.zh}，高位买入的人还没有解套`,
    `the price is at [[market.drawdown]] from its highest close of the year${worst.en}: those who bought near the high are still under water`,
  );
}

export const volatility = (facts: Facts): Finding[] =>
  [range(facts), drawdown(facts)].filter((found) => found !== undefined);
