import type { Fact } from '@sagacity/contracts/facts';
import type { Rating } from '@sagacity/contracts/reports';

/** Why a level contradicts the rating; undefined when it does not. */
export function checkLevels(
  name: 'target' | 'stop',
  price: number,
  rating: Rating,
  facts: ReadonlyMap<string, Fact>,
): string | undefined {
  const close = facts.get('market.close')?.value;
  if (typeof close !== 'number') return 'there is no close to compare the level with';
  if (price === close) return 'the level equals the close';
  const above = price > close;
  if (rating === 'hold')
    return name === 'stop' && above ? 'the stop of a hold must lie below the close' : undefined;
  const shouldBeAbove = rating.endsWith('buy') === (name === 'target');
  if (above === shouldBeAbove) return undefined;
  return `the ${name} of a ${rating} must lie ${shouldBeAbove ? 'above' : 'below'} the close`;
}
