import type { Rating } from '@sagacity/contracts/reports';
import type { AgentView, Evidence } from '../../roster/port.ts';
import { nameOf } from '../points/get-point.ts';
import type { Assessment } from '../scoring/assess.ts';
import { rankEvidence } from '../scoring/rank-evidence.ts';
import { sideOf } from '../scoring/rate.ts';
import { joined, paragraphs, sayIn, sentence, table, vary } from './text.ts';
import { verdictOf } from './verdict.ts';
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

/** The areas with evidence: weight, score, lean. Nothing when there are none. */
export function familiesTable({ language }: AgentView, { families }: Assessment): string | undefined {
  const say = sayIn(language);
  return table(
    [say('方面', 'Area'), say('权重', 'Weight'), say('评分', 'Score'), say('倾向', 'Lean')],
    families.map(({ family, score }) => [
      familyNames[family][language],
      `[[decision.weight-${family}]]`,
      `[[decision.score-${family}]]`,
      lean(score)[language],
    ]),
  );
}

/** How the manager decides the debate: who is stronger, by family, and what it comes to; `bullPct`: the value of `decision.bull-share`. */
export function decisionText(
  view: AgentView,
  assessment: Assessment,
  rating: Rating,
  bullPct: number | undefined,
): string {
  const { language, config, snapshot } = view;
  const say = sayIn(language);
  const sides = sidesOf(view, assessment.evidence);
  const winner = verdictOf(sideOf(rating), assessment.score ?? 0, bullPct)[language];
  const share =
    bullPct !== undefined
      ? say(
          '按影响计，鲜明的证据中有 [[decision.bull-share]] 支持买入。',
          'By impact, [[decision.bull-share]] of the clear evidence speaks for buying.',
        )
      : undefined;
  const horizon = horizonNames[config.horizon][language];
  const top = sides.for[0];
  const worst = sides.against[0];
  const best = [
    top && say(`多方最有力的论据是${nameOf(top).zh}`, `the bull’s strongest argument is ${nameOf(top).en}`),
    worst && say(`空方最有力的是${nameOf(worst).zh}`, `the bear’s is ${nameOf(worst).en}`),
  ]
    .filter(Boolean)
    .join(say('，', ', '));
  return paragraphs(
    vary(`${snapshot.hash}rm`, [
      say(
        `按${horizon}的权重衡量，${winner}。综合评分 [[decision.score]]，对应**${ratingNames[rating].zh}**；有证据的方面占权重 [[decision.coverage]]，证据一致度 [[decision.agreement]]。`,
        `Weighed for a ${horizon}, ${winner}. The overall score is [[decision.score]], which means **${ratingNames[rating].en}**; areas with evidence make up [[decision.coverage]] of the weight, with an agreement of [[decision.agreement]].`,
      ),
      say(
        `听取双方之后的判断：${winner}。以${horizon}的权重加总，综合评分为 [[decision.score]]，落在**${ratingNames[rating].zh}**一档。证据覆盖权重的 [[decision.coverage]]，一致度为 [[decision.agreement]]。`,
        `Having heard both sides: ${winner}. Summed with the weights of a ${horizon}, the score comes to [[decision.score]], in the **${ratingNames[rating].en}** band. The evidence covers [[decision.coverage]] of the weight, with an agreement of [[decision.agreement]].`,
      ),
    ]),
    familiesTable(view, assessment),
    share,
    (top || worst) && sentence(best, language),
  );
}
