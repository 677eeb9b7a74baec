import type { Localized } from '@sagacity/contracts/facts';
import type { AgentView } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import { isLevelTarget } from '../risk/is-level-target.ts';
import type { Proposal } from '../risk/propose-size.ts';
import type { Side } from '../scoring/rate.ts';
import { bounds, type RiskStyle } from '../weights.ts';

/** Volatilities that differ by less than this share are alike. */
const alike = 0.1;
const none: Localized = { zh: '', en: '' };

/** Only a target that the market set can be well or badly paid; the ratio of two declared distances is no evidence. */
function reward({ facts }: AgentView, side: Side): Localized {
  const ratio = readFacts(facts).find('decision.reward-risk');
  if (ratio === undefined || !isLevelTarget(facts.values())) return none;
  const good = ratio >= bounds.goodRewardRisk;
  if (side === 'sell')
    return good
      ? {
          zh: '到支撑位的下跌是到失效价位的上涨的 [[decision.reward-risk]]，值得把计划执行完整。',
          en: 'The fall to support is [[decision.reward-risk]] the rise to where the sale is void: worth carrying the plan out in full.',
        }
      : {
          zh: '到支撑位的下跌只是到失效价位的上涨的 [[decision.reward-risk]]，本方承认赔率一般。',
          en: 'The fall to support is just [[decision.reward-risk]] the rise to where the sale is void; the odds are middling, this view admits.',
        };
  return good
    ? {
        zh: '以压力位为目标，盈亏比为 [[decision.reward-risk]]，值得用足够的仓位去换取。',
        en: 'With resistance as the target, reward over risk is [[decision.reward-risk]], worth a position large enough to matter.',
      }
    : {
        zh: '以压力位为目标，盈亏比只有 [[decision.reward-risk]]，本方承认赔率一般。',
        en: 'With resistance as the target, reward over risk is just [[decision.reward-risk]]; the odds are middling, this view admits.',
      };
}

function stress({ has }: ReturnType<typeof readFacts>, id: string | undefined): Localized {
  if (!id || !has('market.max-drawdown-250d')) return none;
  return {
    zh: `一年内最大回撤为 [[market.max-drawdown-250d]]；若在下述仓位上重演，组合将损失 [[${id}]]。`,
    en: `The year’s largest drawdown was [[market.max-drawdown-250d]]; should it come again at the size below, the portfolio would lose [[${id}]].`,
  };
}

function regime({ find }: ReturnType<typeof readFacts>): Localized {
  const month = find('market.volatility-20d');
  const year = find('market.volatility-250d');
  if (month === undefined || year === undefined || year <= 0) return none;
  const figures = {
    zh: '近一月年化波动率 [[market.volatility-20d]]，全年 [[market.volatility-250d]]',
    en: 'Annualised volatility is [[market.volatility-20d]] over the month and [[market.volatility-250d]] over the year',
  };
  const ratio = month / year;
  if (ratio > 1 + alike)
    return {
      zh: `${figures.zh}：波动在放大，仓位应偏向谨慎一侧。`,
      en: `${figures.en}: it is widening, which argues for the cautious side.`,
    };
  return ratio < 1 - alike
    ? {
        zh: `${figures.zh}：波动在收敛，没有额外收缩仓位的理由。`,
        en: `${figures.en}: it is narrowing, so there is no reason for an extra cut.`,
      }
    : {
        zh: `${figures.zh}：两者相当，按全年计算即可。`,
        en: `${figures.en}: they are alike, and the year’s will do.`,
      };
}

/** What a risk style rests its size on: reward, volatility regime, or what a bad year would cost. */
export function riskGrounds(view: AgentView, style: RiskStyle, side: Side, proposal: Proposal): Localized {
  const facts = readFacts(view.facts);
  switch (style) {
    case 'aggressive':
      return reward(view, side);
    case 'neutral':
      return regime(facts);
    case 'conservative':
      return stress(facts, proposal.stressId);
  }
}
