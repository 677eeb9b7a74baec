import type { Horizon } from '@sagacity/contracts/reports';
import type { Evidence } from '../../roster/port.ts';
import { familyOf } from '../finding.ts';
import { clearDirection, repeatDiscount } from '../weights.ts';
import { impactOf } from './weigh-evidence.ts';

/**
 * The evidence that points to `side`, at least by `least`, the most telling first. Each further piece of one family counts less, so that an
 * argument does not rest on one family told three times.
 */
export function rankEvidence(
  evidence: readonly Evidence[],
  horizon: Horizon,
  side: 1 | -1,
  least = clearDirection,
): Evidence[] {
  const told = new Map<string, number>();
  return evidence
    .filter(({ direction }) => direction * side >= least && direction !== 0)
    .sort((a, b) => impactOf(b, horizon) - impactOf(a, horizon))
    .map((each) => {
      const family = familyOf(each.topic);
      const nth = told.get(family) ?? 0;
      told.set(family, nth + 1);
      return { each, worth: impactOf(each, horizon) * repeatDiscount ** nth };
    })
    .sort((a, b) => b.worth - a.worth)
    .map(({ each }) => each);
}
