import type { Fact } from '@sagacity/contracts/facts';
import type { AgentView } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import type { Side } from '../scoring/rate.ts';
import { entryAtrs } from '../weights.ts';
import { planLevels } from './plan-levels.ts';
import { priceReading } from './price-reading.ts';

const names = {
  limit: { id: 'decision.entry-limit', zh: '最差成交价', en: 'Worst entry' },
  best: { id: 'decision.entry-best', zh: '理想成交价', en: 'Best entry' },
  stop: { id: 'decision.plan-stop', zh: '计划止损', en: 'Planned stop' },
  voidAbove: { id: 'decision.plan-stop', zh: '计划失效价', en: 'Sale void above' },
  target: { id: 'decision.plan-target', zh: '计划目标', en: 'Planned target' },
} as const;

/** Entry zone, target and stop as readings, with what can be won over what can be lost. Empty when there is no stop. */
export function tradeReadings(view: AgentView, side: Side): Fact[] {
  const { snapshot, facts, config } = view;
  const { target, stop } = planLevels(side, config.horizon, readFacts(facts));
  if (side === 'hold' || !stop) return [];
  const sign = side === 'buy' ? 1 : -1;
  const zone = (multiple: number) => ({ base: 'market.close', multiple, step: 'market.atr14' });
  const limit = priceReading(snapshot, facts, zone(sign * entryAtrs.chase), names.limit);
  const best = priceReading(snapshot, facts, zone(-sign * entryAtrs.pullback), names.best);
  const out = priceReading(snapshot, facts, stop, side === 'sell' ? names.voidAbove : names.stop);
  const goal = target ? priceReading(snapshot, facts, target, names.target) : undefined;
  if (!limit || !best || !out) return [];
  const close = readFacts(facts).find('market.close')!;
  const atStake = Math.abs(close - (out.value as number));
  if (!goal || atStake === 0) return [limit, best, out];
  const ratio = reading(snapshot, {
    id: 'decision.reward-risk',
    group: 'decision',
    zh: '盈亏比',
    en: 'Reward over risk',
    value: Math.abs((goal.value as number) - close) / atStake,
    unit: 'ratio',
    digits: 2,
    formula: '|plan-target - close| / |close - plan-stop|',
    inputs: ['decision.plan-target', 'decision.plan-stop', 'market.close'],
  });
  return [limit, best, out, goal, ratio];
}
