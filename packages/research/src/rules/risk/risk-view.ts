import type { AgentOutput, AgentView } from '../../roster/port.ts';
import { riskGrounds } from '../prose/risk-grounds.ts';
import { riskPhrases } from '../prose/risk-phrases.ts';
import { paragraphs, sayIn, sentence, vary } from '../prose/text.ts';
import { rate, type Side, sideOf } from '../scoring/rate.ts';
import type { RiskStyle } from '../weights.ts';
import { channelOfStyle, type Proposal, proposeSize } from './propose-size.ts';

const rivals: Readonly<Record<RiskStyle, RiskStyle>> = {
  aggressive: 'conservative',
  conservative: 'aggressive',
  neutral: 'aggressive',
};
const names = {
  aggressive: { zh: '激进', en: 'aggressive' },
  neutral: { zh: '中性', en: 'neutral' },
  conservative: { zh: '保守', en: 'conservative' },
} as const;

/** The size with what it would cost at the stop of the plan. A hold has no stop; a sale has no loss at its level. */
function proposed({ language }: AgentView, side: Side, { sizeId, lossId }: Proposal): string {
  const say = sayIn(language);
  const cost = lossId
    ? say(
        `；触及交易计划的止损时组合损失 [[${lossId}]]`,
        `; at the stop of the trade plan it would cost the portfolio [[${lossId}]]`,
      )
    : '';
  return {
    buy: say(`主张仓位 [[${sizeId}]]${cost}`, `Proposed: a size of [[${sizeId}]]${cost}`),
    hold: say(
      `已持有的，主张以 [[${sizeId}]] 为限`,
      `Proposed for those who hold it: no more than [[${sizeId}]]`,
    ),
    sell: say(
      `卖出期间剩余的部分不宜超过 [[${sizeId}]]`,
      `While selling, what is left should not exceed [[${sizeId}]]`,
    ),
  }[side];
}

/** In later rounds only what has changed is said. */
function moved(view: AgentView, side: Side, proposal: Proposal, before: string): string {
  const say = sayIn(view.language);
  const { sizeId, lossId } = proposal;
  const what = {
    buy: say('仓位', 'the size'),
    hold: say('持有者的上限', 'the most for those who hold it'),
    sell: say('剩余部分的上限', 'the most to be left'),
  }[side];
  const same = view.facts.get(before)?.value === proposal.facts[0]?.value;
  const size = same
    ? say(`${what}维持 [[${sizeId}]]`, `${what} stays at [[${sizeId}]]`)
    : say(`${what}由 [[${before}]] 调为 [[${sizeId}]]`, `${what} goes from [[${before}]] to [[${sizeId}]]`);
  const cost = lossId
    ? say(`，触及止损时组合损失 [[${lossId}]]`, `, costing the portfolio [[${lossId}]] at the stop`)
    : '';
  return `${size}${cost}`;
}

/** What one risk style makes of the trade plan: its size, what it would cost, and an answer to its rival. */
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
  const name = names[style];
  if (score === null)
    return write(
      round > 1
        ? round > 2
          ? say(`${name.zh}一方最终没有提出仓位。`, `The ${name.en} side ends without a size.`)
          : say(`${name.zh}一方仍不提出仓位。`, `The ${name.en} side still proposes no size.`)
        : say(
            `没有交易计划可供评估，${name.zh}一方不提出仓位。`,
            `There is no trade plan to assess, so the ${name.en} side proposes no size.`,
          ),
      [],
    );
  const proposal = proposeSize(view, style);
  if (!proposal)
    return write(
      round > 1
        ? say(`${name.zh}一方仍不提出数字。`, `The ${name.en} side still proposes no figure.`)
        : say(
            `缺少波动率数据，${name.zh}一方无法按波动确定仓位，因此不提出数字。`,
            `Without volatility the ${name.en} side has no basis for a size, so it proposes none.`,
          ),
      [],
    );
  const side = sideOf(rate(score));
  const phrases = riskPhrases[style];
  const sizeBefore = view.read
    .get(channelOfStyle[style])?.[0]
    ?.facts.find(({ id }) => id.startsWith('decision.size-'))?.id;
  if (round > 1 && sizeBefore)
    return write(
      paragraphs(
        phrases.later[round === 2 ? 0 : 1][language],
        sentence(moved(view, side, proposal, sizeBefore), language),
      ),
      proposal.facts,
    );
  const rival = rivals[style];
  const loss = view.read
    .get(channelOfStyle[rival])?.[0]
    ?.facts.find(({ id }) => id.startsWith('decision.loss-'));
  return write(
    paragraphs(
      vary(`${snapshot.hash}${style}${round}`, phrases.open[side])[language],
      riskGrounds(view, style, side, proposal)[language],
      sentence(proposed(view, side, proposal), language),
      loss &&
        style !== 'neutral' &&
        say(
          `作为对照，${names[rival].zh}一方的方案在止损时损失 [[${loss.id}]]。`,
          `For comparison, the ${names[rival].en} proposal would lose [[${loss.id}]] at its stop.`,
        ),
    ),
    proposal.facts,
  );
}
