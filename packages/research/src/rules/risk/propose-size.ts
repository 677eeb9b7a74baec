import type { Fact } from '@sagacity/contracts/facts';
import type { AgentView, Channel } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { concession, type RiskStyle, riskStyles } from '../weights.ts';

export const channelOfStyle = {
  aggressive: 'aggressive-view',
  neutral: 'neutral-view',
  conservative: 'conservative-view',
} as const satisfies Record<RiskStyle, Channel>;

/** Last size a style stood for, percent of the portfolio. */
export function lastSize(view: AgentView, style: RiskStyle): number | undefined {
  const facts = view.read.get(channelOfStyle[style])?.[0]?.facts ?? [];
  const fact = facts.find(({ id }) => id.startsWith(`decision.size-${style}`));
  return typeof fact?.value === 'number' ? fact.value : undefined;
}

const planStop = 'decision.plan-stop';

export interface Proposal {
  readonly facts: readonly Fact[];
  readonly sizeId: string;
  /** Loss to the portfolio at the plan's stop; a hold and a sale have none. */
  readonly lossId: string | undefined;
  /** Loss to the portfolio should the year's maximum drawdown come again. */
  readonly stressId: string | undefined;
}

/** Size by volatility target, and its loss at the stop of the plan; later rounds move towards the others. Undefined without volatility. */
export function proposeSize(view: AgentView, style: RiskStyle): Proposal | undefined {
  const { snapshot, facts, round } = view;
  const { find } = readFacts(facts);
  const volatilityId = ['market.volatility-250d', 'market.volatility-20d'].find((id) => (find(id) ?? 0) > 0);
  const volatility = volatilityId && find(volatilityId);
  if (!volatility) return undefined;
  const { volatilityPct, capPct } = riskStyles[style];
  const plain = Math.min(capPct, (volatilityPct / volatility) * 100);
  const others = (Object.keys(riskStyles) as RiskStyle[])
    .filter((other) => other !== style)
    .flatMap((other) => lastSize(view, other) ?? []);
  const own = lastSize(view, style) ?? plain;
  const mean = others.reduce((sum, size) => sum + size, 0) / (others.length || 1);
  const moves = round > 1 && others.length > 0;
  const suffix = round === 1 ? '' : `-${round}`;
  const names = {
    aggressive: ['激进', 'aggressive'],
    neutral: ['中性', 'neutral'],
    conservative: ['保守', 'conservative'],
  }[style];
  const size = reading(snapshot, {
    id: `decision.size-${style}${suffix}`,
    group: 'decision',
    zh: `${names[0]}仓位`,
    en: `Size, ${names[1]}`,
    value: moves ? Math.min(capPct, own + concession * (mean - own)) : plain,
    unit: 'percent',
    digits: 1,
    formula: moves
      ? `min(${capPct} %, own size + ${concession} x (mean of the others - own size))`
      : `min(${capPct} %, ${volatilityPct} % / volatility)`,
    inputs: [volatilityId],
  });
  const drawdown = find('market.max-drawdown-250d');
  const stress =
    drawdown === undefined
      ? []
      : [
          reading(snapshot, {
            id: `decision.stress-${style}${suffix}`,
            group: 'decision',
            zh: `${names[0]}方案重演一年最大回撤的组合损失`,
            en: `Loss to the portfolio if the year’s drawdown came again, ${names[1]}`,
            value: ((size.value as number) * Math.abs(drawdown)) / 100,
            unit: 'percent',
            digits: 2,
            formula: 'size x |maximum drawdown|',
            inputs: [size.id, 'market.max-drawdown-250d'],
          }),
        ];
  const stressId = stress[0]?.id;
  const [close, stop] = [find('market.close'), find(planStop)];
  // The level that voids a sale lies above the close: what rises there is no loss to who is selling.
  const loss =
    close === undefined || stop === undefined || stop >= close
      ? []
      : [
          reading(snapshot, {
            id: `decision.loss-${style}${suffix}`,
            group: 'decision',
            zh: `${names[0]}方案触及止损的组合损失`,
            en: `Loss to the portfolio at the stop, ${names[1]}`,
            value: ((size.value as number) * (close - stop)) / close,
            unit: 'percent',
            digits: 2,
            formula: 'size x |close - stop| / close',
            inputs: [size.id, planStop, 'market.close'],
          }),
        ];
  return {
    facts: [size, ...loss, ...stress],
    sizeId: size.id,
    lossId: loss[0]?.id,
    stressId,
  };
}
