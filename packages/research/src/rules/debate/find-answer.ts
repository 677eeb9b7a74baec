import type { Evidence } from '../../roster/port.ts';
import { familyOf } from '../finding.ts';
import type { Family } from '../weights.ts';

/** Which families answer an argument about a family, the best first. */
const answers: Readonly<Record<Family, readonly Family[]>> = {
  trend: ['momentum', 'volume', 'levels', 'valuation'],
  momentum: ['trend', 'volume', 'levels', 'crowd'],
  volume: ['trend', 'momentum', 'crowd'],
  volatility: ['levels', 'trend', 'leverage', 'cash'],
  levels: ['trend', 'momentum', 'volume'],
  growth: ['valuation', 'profitability', 'cash', 'news'],
  profitability: ['growth', 'cash', 'valuation', 'leverage'],
  leverage: ['cash', 'profitability', 'growth'],
  cash: ['profitability', 'growth', 'leverage'],
  valuation: ['growth', 'profitability', 'trend', 'cash'],
  news: ['growth', 'trend', 'crowd', 'momentum'],
  crowd: ['trend', 'valuation', 'news', 'levels'],
};

/** The own evidence that bears on an argument of the other side; undefined when none does: then it must be conceded. */
export function findAnswer(argument: Evidence, own: readonly Evidence[]): Evidence | undefined {
  const order = answers[familyOf(argument.topic) as Family] ?? [];
  const same = own.find(({ topic }) => familyOf(topic) === familyOf(argument.topic));
  const related = order.map((family) => own.find(({ topic }) => familyOf(topic) === family));
  return same ?? related.find((found) => found !== undefined);
}
