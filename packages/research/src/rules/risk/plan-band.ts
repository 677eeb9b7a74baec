import type { Fact } from '@sagacity/contracts/facts';
import type { AgentView, LevelDraft } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import type { Side } from '../scoring/rate.ts';
import { bounds, leastAtrs, levelAtrs } from '../weights.ts';
import { priceReading } from './price-reading.ts';

const names = {
  below: { id: 'decision.review-below', zh: '复核价（下方）', en: 'Review below' },
  above: { id: 'decision.review-above', zh: '复核价（上方）', en: 'Review above' },
} as const;
const marks = {
  below: ['market.support-1', 'market.support-2', 'market.ma60'],
  above: ['market.resistance-1', 'market.resistance-2', 'market.ma60'],
} as const;

/**
 * The closes beyond which the research is to be made again, as readings; no exits, which is what the stop is. The nearest level or MA60 that lies at least the horizon's least ATRs and no
 * farther than the plan's stop (than its target for a hold, which has no stop), else the horizon's stop distance. A purchase has one below, a sale one above, a hold both;
 * none without ATR(14), as nobody can say then what is noise.
 */
export function planBand({ snapshot, facts, config }: AgentView, side: Side): Fact[] {
  const { find } = readFacts(facts);
  const [close, atr] = [find('market.close'), find('market.atr14')];
  if (close === undefined || atr === undefined || atr <= 0) return [];
  const edge = (where: 'below' | 'above'): Fact | undefined => {
    const sign = where === 'above' ? 1 : -1;
    const away = (id: string) => ((find(id) ?? Number.NaN) - close) * (sign / atr);
    const { target, stop } = levelAtrs[config.horizon];
    const farthest = side === 'hold' ? target : stop - bounds.clearAtr;
    const [mark] = marks[where]
      .filter((id) => away(id) >= leastAtrs[config.horizon] && away(id) <= farthest)
      .sort((a, b) => away(a) - away(b));
    const draft: LevelDraft = mark
      ? { base: mark, multiple: 0, step: 'market.atr14' }
      : { base: 'market.close', multiple: sign * stop, step: 'market.atr14' };
    return priceReading(snapshot, facts, draft, names[where]);
  };
  return [side !== 'sell' && edge('below'), side !== 'buy' && edge('above')].filter(
    (fact) => fact !== false && fact !== undefined,
  );
}
