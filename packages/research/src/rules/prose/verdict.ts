import type { Localized } from '@sagacity/contracts/facts';
import { type Lead, leadOfScore, leadOfShare } from '../debate/standing.ts';
import type { Side } from '../scoring/rate.ts';

const partyOf = (lead: Lead): Localized =>
  lead === 1 ? { zh: '多方', en: 'the bull' } : { zh: '空方', en: 'the bear' };
const actOf = (lead: Lead): Localized =>
  lead === 1 ? { zh: '买入', en: 'a purchase' } : { zh: '卖出', en: 'a sale' };

/**
 * Who has the better of the debate. The score weighs areas, the share counts single readings; where they point apart, both are
 * said. `bullPct` is undefined when no evidence is clear.
 */
export function verdictOf(side: Side, score: number, bullPct: number | undefined): Localized {
  const byScore: Lead = side === 'hold' ? leadOfScore(score) : side === 'buy' ? 1 : -1;
  const byShare: Lead = bullPct === undefined ? byScore : leadOfShare(bullPct);
  const [ahead, item, act] = [partyOf(byScore), partyOf(byShare), actOf(byScore)];
  if (byScore === 0)
    return byShare === 0
      ? { zh: '双方证据势均力敌', en: 'the two sides are evenly matched' }
      : {
          zh: `逐项看${item.zh}占优，按方面加权后两边相抵`,
          en: `item by item ${item.en} is ahead, yet weighted by area the two sides cancel out`,
        };
  const apart = byShare !== 0 && byShare !== byScore;
  if (side !== 'hold')
    return apart
      ? {
          zh: `逐项看${item.zh}占优，但按方面加权后${ahead.zh}更强`,
          en: `item by item ${item.en} is ahead, yet weighted by area ${ahead.en} is stronger`,
        }
      : { zh: `${ahead.zh}的证据更强`, en: `${ahead.en} has the stronger evidence` };
  return apart
    ? {
        zh: `逐项看${item.zh}占优，按方面加权后${ahead.zh}稍强，都不足以支撑买卖`,
        en: `item by item ${item.en} is ahead and weighted by area ${ahead.en}; neither carries a trade`,
      }
    : {
        zh: `${ahead.zh}稍占上风，但不足以支撑${act.zh}`,
        en: `${ahead.en} is somewhat ahead, but not by enough for ${act.en}`,
      };
}
