import { usualMoveId } from '../../rules/memory/usual-moves.ts';
import { shortOf } from '../../rules/points/get-point.ts';
import { finalText, riskText, summaryText } from '../../rules/prose/final-text.ts';
import { sidesOf, whyUnrated } from '../../rules/prose/manager-text.ts';
import { turningPoints } from '../../rules/prose/plan-text.ts';
import { capital, sayIn, sentence } from '../../rules/prose/text.ts';
import { readFacts } from '../../rules/read-facts.ts';
import { reading } from '../../rules/reading.ts';
import { finalSize } from '../../rules/risk/final-size.ts';
import { planLevels } from '../../rules/risk/plan-levels.ts';
import { priceReading } from '../../rules/risk/price-reading.ts';
import { assess } from '../../rules/scoring/assess.ts';
import { rankEvidence } from '../../rules/scoring/rank-evidence.ts';
import { rate, sideOf } from '../../rules/scoring/rate.ts';
import { riskLevel } from '../../rules/scoring/risk-level.ts';
import { wrongCall } from '../../rules/weights.ts';
import type { AgentOutput, AgentView, Evidence, ReasonDraft } from '../port.ts';

const shown = 3;

function unrated(view: AgentView, because: string): AgentOutput {
  const say = sayIn(view.language);
  return {
    sections: {
      'risk-decision': say(
        '没有评级，也就没有需要控制的仓位；风险经理不以“持有”代替未知。',
        'Without a rating there is no position whose risk could be managed; the risk manager does not let a hold stand in for the unknown.',
      ),
      'final-decision': say(
        '**不作评级。**理由见报告开头的决定。',
        '**No rating**; the reason is given with the decision at the top.',
      ),
    },
    evidence: [],
    facts: [],
    score: null,
    decision: { kind: 'unrated', because },
  };
}

/** The final decision: the plan's rating, with risk, confidence, position, target and stop; or none, because … */
export function decideRisk(view: AgentView): AgentOutput {
  const { language, config, snapshot } = view;
  const assessment = assess(view);
  const score = view.read.get('research-plan')?.[0]?.score ?? null;
  if (assessment.lacking.length > 0) return unrated(view, whyUnrated(view, assessment));
  if (score === null)
    return unrated(view, sayIn(language)('研究经理没有给出评级。', 'The research manager gave no rating.'));
  const rating = rate(score);
  const side = sideOf(rating);
  const known = readFacts(view.facts);
  const risk = riskLevel(known, assessment.agreement);
  const { target, stop } = planLevels(side, config.horizon, known);
  const position = finalSize(view, side, risk, assessment.confidence);
  const { misjudged } = assessment;
  const part = { group: 'decision', unit: 'points', digits: 2 } as const;
  const facts = [
    reading(snapshot, {
      ...part,
      id: 'decision.risk',
      zh: '风险水平',
      en: 'Risk',
      value: risk,
      formula: `weighted mean of volatility, its percentile, drawdown${known.has('fundamentals.debt-to-assets') ? ', leverage' : ''} and disagreement, 0 to 1`,
      inputs: [],
    }),
    reading(snapshot, {
      ...part,
      id: 'decision.confidence',
      zh: '置信度',
      en: 'Confidence',
      value: assessment.confidence,
      formula: misjudged
        ? `(base + freshness + basis x (breadth + agreement)) x ${wrongCall.confidenceShare}, as an earlier rating went clearly wrong, 0 to 1`
        : 'base + freshness + basis x (breadth + agreement), 0 to 1',
      inputs: [
        'decision.agreement',
        'decision.basis',
        ...(misjudged
          ? [
              `memory.${misjudged.nth}.return-since`,
              misjudged.end === 'stop' ? `memory.${misjudged.nth}.stop` : usualMoveId(misjudged.nth),
            ]
          : []),
      ],
    }),
    target &&
      priceReading(snapshot, view.facts, target, { id: 'decision.target', zh: '目标价', en: 'Target' }),
    stop &&
      priceReading(snapshot, view.facts, stop, {
        id: 'decision.stop',
        zh: side === 'sell' ? '卖出失效价' : '止损价',
        en: side === 'sell' ? 'Sale void above' : 'Stop',
      }),
    position,
  ].filter((fact) => fact !== null && fact !== undefined);
  const sides = sidesOf(view, assessment.evidence);
  const supporting = side === 'sell' ? sides.against : sides.for;
  const opposing = side === 'sell' ? sides.for : sides.against;
  const reasons = (list: readonly Evidence[]): ReasonDraft[] =>
    list.slice(0, shown).map((each) => ({
      claim: sentence(shortOf(each, language), language),
      direction: each.direction,
    }));
  const weak = rankEvidence(assessment.evidence, config.horizon, side === 'sell' ? 1 : -1, 0).slice(0, 1);
  const outcome = {
    rating,
    side,
    risk,
    score,
    facts: new Set(facts.map(({ id }) => id)),
    supporting,
    opposing,
  };
  return {
    sections: { 'risk-decision': riskText(view, outcome), 'final-decision': finalText(view, outcome) },
    evidence: [...supporting.slice(0, shown), ...opposing.slice(0, shown)],
    facts,
    score,
    decision: {
      kind: 'rated',
      rating,
      confidence: assessment.confidence,
      risk,
      target,
      stop,
      positionPct: typeof position?.value === 'number' ? position.value : null,
      summary: summaryText(view, outcome),
      reasons: [...reasons(supporting), ...reasons(opposing.length > 0 ? opposing : weak)],
      wouldChange: turningPoints(view, side).map((point) => sentence(capital(point), language)),
    },
  };
}
