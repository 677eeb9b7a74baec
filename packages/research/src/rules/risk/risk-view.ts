import type { AgentOutput, AgentView } from '../../roster/port.ts';
import { riskGrounds } from '../prose/risk-grounds.ts';
import { riskPhrases } from '../prose/risk-phrases.ts';
import { paragraphs, sayIn, sentence, vary } from '../prose/text.ts';
import { rate, sideOf } from '../scoring/rate.ts';
import type { RiskStyle } from '../weights.ts';
import { channelOfStyle, proposeSize } from './propose-size.ts';

const rivals: Readonly<Record<RiskStyle, RiskStyle>> = {
  aggressive: 'conservative',
  conservative: 'aggressive',
  neutral: 'aggressive',
};

/** What one risk style makes of the trade plan: its size and stop, what they would cost, and an answer to its rival. */
export function riskView(view: AgentView, style: RiskStyle): AgentOutput {
  const { language, snapshot, round } = view;
  const say = sayIn(language);
  const score = view.read.get('trade-plan')?.[0]?.score ?? null;
  const write = (text: string, facts: AgentOutput['facts']): AgentOutput => ({
    sections: { [style]: text },
    evidence: [],
    facts,
    score,
  });
  if (score === null)
    return write(
      say('没有交易计划可供评估，本方不提出仓位。', 'There is no trade plan to assess; no size is proposed.'),
      [],
    );
  const proposal = proposeSize(view, style);
  if (!proposal)
    return write(
      say(
        '缺少波动率数据，无法按波动确定仓位，因此不提出数字。',
        'Without volatility there is no basis for a size, so none is proposed.',
      ),
      [],
    );
  const phrases = riskPhrases[style];
  const rival = view.read
    .get(channelOfStyle[rivals[style]])?.[0]
    ?.facts.find(({ id }) => id.startsWith('decision.loss-'));
  const side = sideOf(rate(score));
  const frame = {
    buy: '',
    hold: say(
      '交易计划为持有，以下仓位是继续持有的上限。',
      'The plan is to hold; the size below is the most to keep.',
    ),
    sell: say(
      '交易计划为卖出，以下数字只适用于未能立即离场的部分。',
      'The plan is to sell; the figures below apply only to what cannot be sold at once.',
    ),
  }[side];
  const grounds = round === 1 ? riskGrounds(view, style, proposal)[language] : undefined;
  const cost =
    proposal.lossId && proposal.stopId
      ? say(
          `主张仓位 [[${proposal.sizeId}]]，止损 [[${proposal.stopId}]]，触及止损时组合损失 [[${proposal.lossId}]]；${phrases.stop.zh}。`,
          `Proposed: a size of [[${proposal.sizeId}]] with a stop at [[${proposal.stopId}]], which would cost the portfolio [[${proposal.lossId}]]; ${phrases.stop.en}.`,
        )
      : say(
          `主张仓位 [[${proposal.sizeId}]]；缺少 ATR(14)，不提出止损价位。`,
          `Proposed: a size of [[${proposal.sizeId}]]; without ATR(14) no stop is given.`,
        );
  const answer =
    rival &&
    say(
      `作为对照，另一方的方案在止损时损失 [[${rival.id}]]。`,
      `For comparison, the other side’s proposal would lose [[${rival.id}]] at its stop.`,
    );
  const opening = vary(`${snapshot.hash}${style}${round}`, round === 1 ? phrases.open : phrases.later)[
    language
  ];
  return write(
    paragraphs(
      opening,
      [round === 1 && frame, grounds].filter(Boolean).join(language === 'zh' ? '' : ' '),
      sentence(cost.slice(0, -1), language),
      answer,
    ),
    proposal.facts,
  );
}
