import { bullShare } from '../../rules/debate/bull-share.ts';
import { judgeCalls } from '../../rules/memory/judge-calls.ts';
import { usualMoves } from '../../rules/memory/usual-moves.ts';
import { listPoints } from '../../rules/points/get-point.ts';
import { decisionText, familiesTable, sidesOf } from '../../rules/prose/manager-text.ts';
import { memoryText } from '../../rules/prose/memory-text.ts';
import { paragraphs, sayIn } from '../../rules/prose/text.ts';
import { horizonNames, ratingNames } from '../../rules/prose/words.ts';
import { planBand } from '../../rules/risk/plan-band.ts';
import { assess } from '../../rules/scoring/assess.ts';
import { decisionReadings } from '../../rules/scoring/decision-readings.ts';
import { rate, sideOf } from '../../rules/scoring/rate.ts';
import type { AgentOutput, AgentView } from '../port.ts';

/** Decides the debate with the weights of the horizon, or says what is missing to decide it. */
export function decideDebate(view: AgentView): AgentOutput {
  const { language, config, snapshot } = view;
  const say = sayIn(language);
  const assessment = assess(view);
  const calls = judgeCalls(view);
  const remembered = (isRated: boolean) => memoryText(view, calls, isRated);
  const facts = [...decisionReadings(snapshot, config.horizon, assessment), ...usualMoves(view, calls)];
  if (assessment.lacking.length > 0 || assessment.score === null) {
    return {
      sections: {
        'research-decision': paragraphs(
          say(
            '**不作评级**，原因见报告开头的决定。双方的论点保留在前文，供读者自行判断。',
            '**No rating**, for the reason given with the decision at the top. The arguments of both sides stand above for the reader to judge.',
          ),
          familiesTable(view, assessment),
          remembered(false),
        ),
        'investment-plan': say(
          '证据不足时不制定投资计划。补齐决定中所列的数据后可以重新研究。',
          'Without enough evidence there is no plan. Research again once the data named with the decision is available.',
        ),
      },
      evidence: [],
      facts,
      score: null,
    };
  }
  const share = bullShare(view);
  const rating = rate(assessment.score);
  const side = sideOf(rating);
  const band = planBand(view, side);
  const sides = sidesOf(view, assessment.evidence);
  const shown = side === 'hold' ? 2 : 3;
  const [pro, con] = [sides.for, sides.against].map((list) => listPoints(list.slice(0, shown), language));
  const grounds = [
    side !== 'sell' && pro && say(`看多的是${pro}`, `bullish are ${pro}`),
    side !== 'buy' && con && say(`看空的是${con}`, `bearish are ${con}`),
  ].filter(Boolean);
  const horizon = horizonNames[config.horizon][language];
  const stance = {
    buy: say(
      '证据支持建立仓位；价位见交易计划，规模见风险结论。',
      'The evidence supports opening a position; for the levels see the trade plan, for the size the risk decision.',
    ),
    sell: say(
      '证据支持降低敞口；离场的价位见交易计划。',
      'The evidence supports lowering the exposure; for the levels see the trade plan.',
    ),
    hold: say(
      '证据既不支持新开仓，也不支持清仓；已持有者的仓位上限见风险结论。',
      'The evidence carries neither a new position nor leaving one; for the most that a holder may keep see the risk decision.',
    ),
  }[side];
  const exit = {
    buy: { zh: '；这不是离场信号，离场以止损为准', en: '; that is no exit, which is what the stop is' },
    sell: { zh: '；在此之前卖出的判断不变', en: '; until then the sale stands' },
    hold: { zh: '', en: '' },
  }[side];
  const plan = paragraphs(
    say(
      `**方向**：${ratingNames[rating].zh}，面向${horizon}。${stance}`,
      `**Stance**: ${ratingNames[rating].en}, for a ${horizon}. ${stance}`,
    ),
    grounds.length > 0 && say(`**依据**：${grounds.join('；')}。`, `**Grounds**: ${grounds.join('; ')}.`),
    say(
      `**复核条件**：报告开头“会改变决定的情况”中的任何一条出现时，重新研究${exit.zh}。`,
      `**Research again** upon any of the events named at the top under “What would change it”${exit.en}.`,
    ),
  );
  return {
    sections: {
      'research-decision': paragraphs(
        decisionText(view, assessment, rating, share[0]?.value as number | undefined),
        remembered(true),
      ),
      'investment-plan': plan,
    },
    evidence: [...sides.for.slice(0, 3), ...sides.against.slice(0, 3)],
    facts: [...facts, ...share, ...band],
    score: facts.find(({ id }) => id === 'decision.score')?.value as number,
  };
}
