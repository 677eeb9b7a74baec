import { bullShare } from '../../rules/debate/bull-share.ts';
import { judgeCalls } from '../../rules/memory/judge-calls.ts';
import { usualMoves } from '../../rules/memory/usual-moves.ts';
import { decisionText, sidesOf, whyUnrated } from '../../rules/prose/manager-text.ts';
import { memoryText } from '../../rules/prose/memory-text.ts';
import { turningPoints } from '../../rules/prose/plan-text.ts';
import { paragraphs, sayIn, sentence } from '../../rules/prose/text.ts';
import { horizonNames, ratingNames } from '../../rules/prose/words.ts';
import { planBand } from '../../rules/risk/plan-band.ts';
import { assess } from '../../rules/scoring/assess.ts';
import { decisionReadings } from '../../rules/scoring/decision-readings.ts';
import { rate, sideOf } from '../../rules/scoring/rate.ts';
import type { AgentOutput, AgentView } from '../port.ts';

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Decides the debate with the weights of the horizon, or says what is missing to decide it. */
export function decideDebate(view: AgentView): AgentOutput {
  const { language, config, snapshot } = view;
  const say = sayIn(language);
  const assessment = assess(view);
  const calls = judgeCalls(view);
  const remembered = memoryText(view, calls);
  const facts = [...decisionReadings(snapshot, config.horizon, assessment), ...usualMoves(snapshot, calls)];
  if (assessment.lacking.length > 0 || assessment.score === null) {
    const because = whyUnrated(view, assessment);
    return {
      sections: {
        'research-decision': paragraphs(
          say(
            `**不作评级。**原因：${because}双方的论点保留在前文，供读者自行判断。`,
            `**No rating.** ${because} The arguments of both sides stand above for the reader to judge.`,
          ),
          remembered,
        ),
        'investment-plan': say(
          '证据不足时不制定投资计划。补齐上述数据后可以重新研究。',
          'Without enough evidence there is no plan. Research again once the data named above is available.',
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
  const grounds = {
    buy: sides.for.slice(0, 3),
    sell: sides.against.slice(0, 3),
    hold: [...sides.for.slice(0, 2), ...sides.against.slice(0, 2)],
  }[side];
  const horizon = horizonNames[config.horizon][language];
  const stance = {
    buy: say(
      '以分批买入为主，不追高；价格回到入场区间并企稳时执行。',
      'Build the position in parts and do not chase; act when the price returns to the entry zone and steadies.',
    ),
    sell: say(
      '以减持或回避为主，利用反弹而不是下跌来降低敞口。',
      'Reduce or stay away, using rebounds rather than declines to lower exposure.',
    ),
    hold: say(
      '维持现有仓位，不增不减，等待证据向一侧集中。',
      'Keep what is held, adding and reducing nothing, until the evidence gathers on one side.',
    ),
  }[side];
  const plan = paragraphs(
    say(
      `**方向**：${ratingNames[rating].zh}，面向${horizon}。${stance}`,
      `**Stance**: ${ratingNames[rating].en}, for a ${horizon}. ${stance}`,
    ),
    grounds.length > 0 &&
      `${say('**依据**：', '**Grounds**:')}\n\n${list(grounds.map(({ claim }) => sentence(claim, language)))}`,
    `${say('**以下情况使计划作废**：', '**The plan is void upon**:')}\n\n${list(
      turningPoints(
        { ...view, facts: new Map([...view.facts, ...band.map((fact) => [fact.id, fact] as const)]) },
        side,
      )
        .slice(0, 3)
        .map((point) => sentence(point, language)),
    )}`,
  );
  return {
    sections: {
      'research-decision': paragraphs(decisionText(view, assessment, rating, share.length > 0), remembered),
      'investment-plan': plan,
    },
    evidence: [...sides.for.slice(0, 3), ...sides.against.slice(0, 3)],
    facts: [...facts, ...share, ...band],
    score: facts.find(({ id }) => id === 'decision.score')?.value as number,
  };
}
