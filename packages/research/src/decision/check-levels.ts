import type { Fact, Localized } from '@sagacity/contracts/facts';
import type { Horizon, Rating } from '@sagacity/contracts/reports';
import { horizonNames, ratingNames } from '../rules/prose/words.ts';
import { leastAtrs } from '../rules/weights.ts';

export interface LevelToCheck {
  readonly name: 'target' | 'stop';
  readonly price: number;
  readonly rating: Rating;
  readonly horizon: Horizon;
}

const names = {
  target: { zh: '目标价', en: 'target' },
  stop: { zh: '止损价', en: 'stop' },
} as const;

const numberOf = (facts: ReadonlyMap<string, Fact>, id: string): number | undefined => {
  const value = facts.get(id)?.value;
  return typeof value === 'number' ? value : undefined;
};

/** Why a level contradicts the rating or is too near for the horizon; undefined when it may stand. */
export function checkLevels(
  { name, price, rating, horizon }: LevelToCheck,
  facts: ReadonlyMap<string, Fact>,
): Localized | undefined {
  const close = numberOf(facts, 'market.close');
  const { zh, en } = names[name];
  if (close === undefined)
    return { zh: '没有可以比较的收盘价', en: 'there is no close to compare the level with' };
  const above = price > close;
  const mustBeAbove = rating === 'hold' ? name === 'target' : rating.endsWith('buy') === (name === 'target');
  if (price !== close && above !== mustBeAbove)
    return {
      zh: `${ratingNames[rating].zh}的${zh}应在收盘价${mustBeAbove ? '上方' : '下方'}`,
      en: `the ${en} of a ${ratingNames[rating].en} must lie ${mustBeAbove ? 'above' : 'below'} the close`,
    };
  const atr = numberOf(facts, 'market.atr14') ?? 0;
  const least = leastAtrs[horizon];
  if (price !== close && Math.abs(price - close) >= least * atr) return undefined;
  return {
    zh: `${zh}距收盘价不足 ${least} 倍 ATR(14)，对${horizonNames[horizon].zh}而言只是日常波动`,
    en: `the ${en} lies within ${least} ATR(14) of the close, which is noise for a ${horizonNames[horizon].en}`,
  };
}
