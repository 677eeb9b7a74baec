import type { Horizon } from '@sagacity/contracts/reports';
import type { LevelDraft } from '../../roster/port.ts';
import type { Facts } from '../read-facts.ts';
import type { Side } from '../scoring/rate.ts';
import { levelAsTarget, levelAtrs } from '../weights.ts';

export interface Levels {
  readonly target: LevelDraft | null;
  readonly stop: LevelDraft | null;
}

const atrs = (multiple: number): LevelDraft => ({ base: 'market.close', multiple, step: 'market.atr14' });

/**
 * Target at a pivot that lies near the horizon's distance in ATRs, else at that distance; stop at the horizon's ATRs:
 * the one stop of a report. A sale mirrors a purchase. None for a hold, without ATR, or where the level would not be above zero.
 */
export function planLevels(side: Side, horizon: Horizon, { find }: Facts): Levels {
  const close = find('market.close');
  const atr = find('market.atr14');
  if (side === 'hold' || close === undefined || atr === undefined || atr <= 0)
    return { target: null, stop: null };
  const sign = side === 'buy' ? 1 : -1;
  const far = levelAtrs[horizon].target;
  const pivots =
    side === 'buy'
      ? ['market.resistance-1', 'market.resistance-2']
      : ['market.support-1', 'market.support-2'];
  const pivot = pivots.find((id) => {
    const level = find(id);
    const away = level === undefined ? 0 : ((level - close) * sign) / atr;
    return away >= far * levelAsTarget.min && away <= far * levelAsTarget.max;
  });
  const target = pivot ? { base: pivot, multiple: 0, step: 'market.atr14' } : atrs(sign * far);
  const stop = atrs(-sign * levelAtrs[horizon].stop);
  const positive = (draft: LevelDraft) => (find(draft.base) ?? 0) + draft.multiple * atr > 0;
  return { target: positive(target) ? target : null, stop: positive(stop) ? stop : null };
}
