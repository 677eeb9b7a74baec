import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds } from '../weights.ts';

function range({ find }: Facts): Finding | undefined {
  const percentile = find('market.atr14-percentile');
  const share = find('market.atr14-pct');
  if (percentile === undefined || share === undefined) return undefined;
  if (percentile >= bounds.atrHighPercentile)
    return finding(
      'volatility.range',
      -0.6,
      0.5,
      'ATR(14) 占收盘价 [[market.atr14-pct]]，高于自身一年中 [[market.atr14-percentile]] 的交易日，波动明显放大，仓位要相应收缩',
      'ATR(14) is [[market.atr14-pct]] of the close, more than on [[market.atr14-percentile]] of the year’s days: swings have widened and size should shrink accordingly',
    );
  if (percentile <= bounds.atrLowPercentile)
    return finding(
      'volatility.range',
      0.4,
      0.4,
      'ATR(14) 占收盘价 [[market.atr14-pct]]，高于自身一年中 [[market.atr14-percentile]] 的交易日，波动收敛，止损可以设得更近',
      'ATR(14) is [[market.atr14-pct]] of the close, more than on [[market.atr14-percentile]] of the year’s days: swings have narrowed and a stop can sit closer',
    );
  return finding(
    'volatility.range',
    0,
    0.25,
    'ATR(14) 占收盘价 [[market.atr14-pct]]，高于一年中 [[market.atr14-percentile]] 的交易日，波动处在平常水平',
    'ATR(14) is [[market.atr14-pct]] of the close, more than on [[market.atr14-percentile]] of the year’s days: ordinary swings',
  );
}

function drawdown({ find }: Facts): Finding | undefined {
  const now = find('market.drawdown');
  if (now === undefined) return undefined;
  const worst =
    find('market.max-drawdown-250d') === undefined
      ? { zh: '', en: '' }
      : {
          zh: '（一年内最深 [[market.max-drawdown-250d]]）',
          en: ' (deepest of the year [[market.max-drawdown-250d]])',
        };
  if (now <= bounds.drawdownDeepPct)
    return finding(
      'volatility.drawdown',
      -0.7,
      0.5,
      ...worded(
        now,
        [
          `现价较一年收盘高点回撤 [[market.drawdown]]${worst.zh}，套牢盘较重`,
          `the price stands [[market.drawdown]] from its highest close of the year${worst.en}, with many holders under water`,
        ],
        [
          `自一年收盘高点起算的跌幅为 [[market.drawdown]]${worst.zh}，修复需要时间`,
          `the distance to the highest close of the year is [[market.drawdown]]${worst.en}, which takes time to repair`,
        ],
      ),
    );
  if (now >= bounds.drawdownShallowPct)
    return finding(
      'volatility.drawdown',
      0.5,
      0.4,
      ...worded(
        now,
        [
          `现价距一年收盘高点仅 [[market.drawdown]]${worst.zh}，上方抛压较轻`,
          `the price is only [[market.drawdown]] from its highest close of the year${worst.en}, so little supply hangs above it`,
        ],
        [
          `与一年收盘高点的差距为 [[market.drawdown]]${worst.zh}，持有者大多没有亏损`,
          `at [[market.drawdown]] from its highest close of the year${worst.en}, few holders are at a loss`,
        ],
      ),
    );
  return finding(
    'volatility.drawdown',
    -0.2,
    0.3,
    `现价较一年收盘高点回撤 [[market.drawdown]]${worst.zh}，属于可以承受的调整幅度`,
    `a retreat of [[market.drawdown]] from the highest close of the year${worst.en} is a correction of bearable size`,
  );
}

export const volatility = (facts: Facts): Finding[] =>
  [range(facts), drawdown(facts)].filter((found) => found !== undefined);
