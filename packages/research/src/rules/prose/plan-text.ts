import type { Localized } from '@sagacity/contracts/facts';
import type { AgentView } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import type { Side } from '../scoring/rate.ts';
import { bounds } from '../weights.ts';
import { sayIn } from './text.ts';

/** What the level of the review price is: support, resistance or MA60; nothing for a distance in ATRs. */
function edgeName({ facts }: AgentView, where: 'below' | 'above'): Localized {
  const base = facts.get(`decision.review-${where}`)?.source.inputs?.[0] ?? '';
  if (base.startsWith('market.support')) return { zh: '支撑', en: 'support at ' };
  if (base.startsWith('market.resistance')) return { zh: '压力', en: 'resistance at ' };
  return base === 'market.ma60' ? { zh: ' MA60，即', en: 'MA60 at ' } : { zh: '', en: '' };
}

/** A review price that is a level lies before the price that ends the plan: it must not read as a second exit. */
const early = {
  buy: { zh: '（先于止损，只是复核价）', en: ' (before the stop: a price to review at, no exit)' },
  sell: { zh: '（先于失效价位，只是复核价）', en: ' (before the sale is void: a price to review at)' },
} as const satisfies Partial<Record<Side, Localized>>;

/** Signals that would turn the decision, built from what is known of the instrument. */
export function turningPoints(view: AgentView, side: Side): string[] {
  const { has, find } = readFacts(view.facts);
  const say = sayIn(view.language);
  const named = (where: 'below' | 'above') => edgeName(view, where);
  const before = (where: 'below' | 'above'): Localized =>
    side === 'hold' || named(where).en === '' ? { zh: '', en: '' } : early[side];
  const points: string[] = [];
  if (side !== 'sell') {
    if (has('decision.review-below'))
      points.push(
        say(
          `收盘价跌破${named('below').zh} [[decision.review-below]]${before('below').zh}`,
          `a close below ${named('below').en}[[decision.review-below]]${before('below').en}`,
        ),
      );
    const growth = find('fundamentals.net-income-growth') ?? 0;
    if (growth > 0 && growth <= bounds.growthDistortedPct)
      points.push(
        say(
          '下一期财报中净利润同比低于目前的 [[fundamentals.net-income-growth]]，且净利率同步走低',
          'accounts in which net income growth falls short of the present [[fundamentals.net-income-growth]] while the margin slips',
        ),
      );
  }
  if (side !== 'buy') {
    if (has('decision.review-above'))
      points.push(
        say(
          `收盘价站上${named('above').zh} [[decision.review-above]]${before('above').zh}`,
          `a close above ${named('above').en}[[decision.review-above]]${before('above').en}`,
        ),
      );
    if ((find('fundamentals.net-income-growth') ?? 0) < 0)
      points.push(
        say(
          '财报显示净利润同比由目前的 [[fundamentals.net-income-growth]] 转为增长',
          'accounts in which net income turns from the present [[fundamentals.net-income-growth]] to growth',
        ),
      );
    if ((find('fundamentals.cash-conversion') ?? bounds.cashHigh) < bounds.cashHigh)
      points.push(
        say(
          '现金含量较目前的 [[fundamentals.cash-conversion]] 明显改善',
          'cash conversion clearly better than the present [[fundamentals.cash-conversion]]',
        ),
      );
  }
  const percentile = find('valuation.pe-ttm-percentile');
  if (
    percentile !== undefined &&
    has('valuation.pe-ttm', 'valuation.years') &&
    (side === 'sell' ? percentile > bounds.cheapPercentile : percentile < bounds.dearPercentile)
  )
    points.push(
      side === 'sell'
        ? say(
            '市盈率由目前的 [[valuation.pe-ttm]] 回落到近 [[valuation.years]]年的低位而基本面未恶化',
            'the P/E falling from the present [[valuation.pe-ttm]] to the low end of [[valuation.years]] years without worse fundamentals',
          )
        : say(
            '市盈率由目前的 [[valuation.pe-ttm]] 升到近 [[valuation.years]]年的高位而盈利没有跟上',
            'the P/E rising from the present [[valuation.pe-ttm]] to the high end of [[valuation.years]] years without earnings to match',
          ),
    );
  if (points.length === 0)
    points.push(
      say(
        '出现新的财务数据或行情，使目前缺失的方面可以评估',
        'new accounts or prices that let the missing areas be judged',
      ),
    );
  return points;
}
