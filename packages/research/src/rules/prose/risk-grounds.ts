import type { Localized } from '@sagacity/contracts/facts';
import type { AgentView } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import type { Proposal } from '../risk/propose-size.ts';
import { bounds, type RiskStyle } from '../weights.ts';

const none: Localized = { zh: '', en: '' };

function reward({ find }: ReturnType<typeof readFacts>): Localized {
  const ratio = find('decision.reward-risk');
  if (ratio === undefined) return none;
  return ratio >= bounds.goodRewardRisk
    ? {
        zh: '交易计划的盈亏比为 [[decision.reward-risk]]，值得用足够的仓位去换取。',
        en: 'The plan’s reward over risk is [[decision.reward-risk]], worth a position large enough to matter.',
      }
    : {
        zh: '交易计划的盈亏比只有 [[decision.reward-risk]]，本方承认赔率一般，仓位因此不取上限。',
        en: 'The plan’s reward over risk is just [[decision.reward-risk]]; the odds are middling, so the size stays short of the maximum.',
      };
}

function stress({ has }: ReturnType<typeof readFacts>, id: string | undefined): Localized {
  if (!id || !has('market.max-drawdown-250d')) return none;
  return {
    zh: `一年内最深回撤 [[market.max-drawdown-250d]]；若在此仓位上重演，组合将损失 [[${id}]]。`,
    en: `The year’s deepest drawdown was [[market.max-drawdown-250d]]; at this size its return would cost the portfolio [[${id}]].`,
  };
}

function regime({ find }: ReturnType<typeof readFacts>): Localized {
  const month = find('market.volatility-20d');
  const year = find('market.volatility-250d');
  if (month === undefined || year === undefined) return none;
  return month > year
    ? {
        zh: '近一月年化波动率 [[market.volatility-20d]] 高于全年的 [[market.volatility-250d]]，仓位应偏向谨慎一侧。',
        en: 'The month’s volatility of [[market.volatility-20d]] exceeds the year’s [[market.volatility-250d]], which argues for the cautious side.',
      }
    : {
        zh: '近一月年化波动率 [[market.volatility-20d]] 不高于全年的 [[market.volatility-250d]]，没有额外收缩仓位的理由。',
        en: 'The month’s volatility of [[market.volatility-20d]] does not exceed the year’s [[market.volatility-250d]], so there is no reason for an extra cut.',
      };
}

/** What a risk style rests its size on: reward, volatility regime, or what a bad year would cost. */
export function riskGrounds(view: AgentView, style: RiskStyle, proposal: Proposal): Localized {
  const facts = readFacts(view.facts);
  switch (style) {
    case 'aggressive':
      return reward(facts);
    case 'neutral':
      return regime(facts);
    case 'conservative':
      return stress(facts, proposal.stressId);
  }
}
