import type { Fact } from '@sagacity/contracts/facts';
import type { Horizon } from '@sagacity/contracts/reports';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { citedIn, familyOf } from '../finding.ts';
import { familyNames } from '../prose/words.ts';
import { type ReadingSpec, reading } from '../reading.ts';
import { confidenceBasis } from '../weights.ts';
import type { Assessment } from './assess.ts';

type Part = Pick<ReadingSpec, 'id' | 'zh' | 'en' | 'value' | 'formula'> & Partial<ReadingSpec>;

/** The manager's arithmetic as facts, so that every number of the decision can be cited and checked. */
export function decisionReadings(snapshot: Snapshot, horizon: Horizon, assessment: Assessment): Fact[] {
  const make = (part: Part): Fact =>
    reading(snapshot, { group: 'decision', unit: 'points', digits: 2, inputs: [], ...part });
  const percent = { unit: 'percent', digits: 0 } as const;
  const parts = assessment.families.flatMap(({ family, score, weightPct }) => {
    const { zh, en } = familyNames[family];
    const inputs = citedIn(
      assessment.evidence
        .filter(({ topic }) => familyOf(topic) === family)
        .map(({ claim }) => claim)
        .join(' '),
    );
    return [
      make({
        id: `decision.score-${family}`,
        zh: `${zh}评分`,
        en: `${en} score`,
        value: score,
        formula: 'sum(direction x strength) / sum(max(strength, 0.5))',
        inputs,
      }),
      make({
        ...percent,
        id: `decision.weight-${family}`,
        zh: `${zh}权重`,
        en: `${en} weight`,
        value: weightPct,
        formula: `declared weight, ${horizon} horizon`,
      }),
    ];
  });
  const totals = [
    ...assessment.withheld,
    make({
      ...percent,
      id: 'decision.basis',
      zh: '证据广度',
      en: 'Breadth of the evidence',
      value: assessment.basis * 100,
      formula: `${confidenceBasis.coverage} x coverage + ${confidenceBasis.history} x history, full at ${confidenceBasis.fullBars[horizon]} daily bars + ${confidenceBasis.kinds} x share of the kinds of evidence`,
      inputs: ['decision.coverage', 'market.bars'],
    }),
    make({
      ...percent,
      id: 'decision.coverage',
      zh: '证据覆盖的权重',
      en: 'Weight with evidence',
      value: assessment.coverage * 100,
      formula: 'sum of the weights of families with evidence',
      inputs: parts.map(({ id }) => id).filter((id) => id.includes('weight')),
    }),
  ];
  if (assessment.score === null) return [...parts, ...totals];
  return [
    ...parts,
    ...totals,
    make({
      id: 'decision.score',
      zh: '综合评分',
      en: 'Overall score',
      value: assessment.score,
      formula: 'weighted mean of family scores, -1 to 1',
      inputs: parts.map(({ id }) => id),
    }),
    make({
      ...percent,
      id: 'decision.agreement',
      zh: '证据一致度',
      en: 'Agreement of evidence',
      value: assessment.agreement * 100,
      formula: '|sum(score x weight)| / sum(|score| x weight)',
      inputs: parts.map(({ id }) => id),
    }),
  ];
}
