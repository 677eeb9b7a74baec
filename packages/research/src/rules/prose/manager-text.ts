import type { Rating } from '@sagacity/contracts/reports';
import type { AgentView, Evidence } from '../../roster/port.ts';
import type { Assessment } from '../scoring/assess.ts';
import { rankEvidence } from '../scoring/rank-evidence.ts';
import { sideOf } from '../scoring/rate.ts';
import { joined, paragraphs, sayIn, sentence, table, vary } from './text.ts';
import { familyNames, horizonNames, lean, ratingNames } from './words.ts';

/** The strongest evidence on each side, by impact at the run's horizon. */
export function sidesOf(
  view: AgentView,
  evidence: readonly Evidence[],
): { for: Evidence[]; against: Evidence[] } {
  return {
    for: rankEvidence(evidence, view.config.horizon, 1),
    against: rankEvidence(evidence, view.config.horizon, -1),
  };
}

export const whyUnrated = (view: AgentView, { lacking }: Assessment): string =>
  joined(
    lacking.map((reason) => reason[view.language]),
    view.language,
  );

/** How the manager decides the debate: who is stronger, by family, and what it comes to; `heard`: there is a `decision.bull-share`. */
export function decisionText(
  view: AgentView,
  assessment: Assessment,
  rating: Rating,
  heard: boolean,
): string {
  const { language, config, snapshot } = view;
  const say = sayIn(language);
  const sides = sidesOf(view, assessment.evidence);
  const winner = {
    buy: say('多方的证据更强', 'the bull has the stronger evidence'),
    sell: say('空方的证据更强', 'the bear has the stronger evidence'),
    hold: say('双方证据势均力敌', 'the two sides are evenly matched'),
  }[sideOf(rating)];
  const share = heard
    ? say(
        '按影响计，鲜明的证据中有 [[decision.bull-share]] 支持买入。',
        'By impact, [[decision.bull-share]] of the clear evidence speaks for buying.',
      )
    : undefined;
  const horizon = horizonNames[config.horizon][language];
  const rows = assessment.families.map(({ family, score }) => [
    familyNames[family][language],
    `[[decision.weight-${family}]]`,
    `[[decision.score-${family}]]`,
    lean(score)[language],
  ]);
  const top = sides.for[0];
  const worst = sides.against[0];
  return paragraphs(
    vary(`${snapshot.hash}rm`, [
      say(
        `按${horizon}的权重衡量，${winner}。综合评分 [[decision.score]]，对应**${ratingNames[rating].zh}**；有证据的方面占权重 [[decision.coverage]]，证据一致度 [[decision.agreement]]。`,
        `Weighed for a ${horizon}, ${winner}. The overall score is [[decision.score]], which means **${ratingNames[rating].en}**; areas with evidence make up [[decision.coverage]] of the weight and agree to [[decision.agreement]].`,
      ),
      say(
        `听取双方之后的判断：${winner}。以${horizon}的权重加总，综合评分为 [[decision.score]]，落在**${ratingNames[rating].zh}**一档。证据覆盖权重的 [[decision.coverage]]，一致度为 [[decision.agreement]]。`,
        `Having heard both sides: ${winner}. Summed with the weights of a ${horizon}, the score comes to [[decision.score]], in the **${ratingNames[rating].en}** band. The evidence covers [[decision.coverage]] of the weight, with an agreement of [[decision.agreement]].`,
      ),
    ]),
    table([say('方面', 'Area'), say('权重', 'Weight'), say('评分', 'Score'), say('倾向', 'Lean')], rows),
    share,
    top &&
      say(
        `多方论点中最能成立的是：${sentence(top.claim, language)}`,
        `What stands best of the bull’s case: ${sentence(top.claim, language)}`,
      ),
    worst &&
      say(
        `空方论点中不能忽视的是：${sentence(worst.claim, language)}`,
        `What cannot be waved away of the bear’s: ${sentence(worst.claim, language)}`,
      ),
  );
}
