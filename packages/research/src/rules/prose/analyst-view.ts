import type { Fact, FactGroup, Localized } from '@sagacity/contracts/facts';
import type { SectionId } from '@sagacity/contracts/reports';
import type { AgentOutput, AgentView } from '../../roster/port.ts';
import { type Finding, toEvidence } from '../finding.ts';
import { reading } from '../reading.ts';
import { impactOf, weighEvidence } from '../scoring/weigh-evidence.ts';
import { capital, paragraphs, sayIn, sentence, vary } from './text.ts';
import { lean } from './words.ts';

export interface AnalystDraft {
  readonly view: AgentView;
  readonly section: SectionId;
  readonly findings: readonly Finding[];
  readonly readings: readonly Fact[];
  /** Id, group and label of the fact that holds the score. */
  readonly score: { readonly id: string; readonly group: FactGroup; readonly label: Localized };
  readonly opening: string | undefined;
  readonly body: ReadonlyArray<string | undefined>;
  /** What to write when there is no evidence at all. */
  readonly absent: Localized;
  /** What would overturn the view. */
  readonly caveat: string | undefined;
}

/** Puts an analyst's findings into a section, evidence and a score; no findings give an absence, never a neutral score. */
export function analystView(draft: AnalystDraft): AgentOutput {
  const { view, findings, section } = draft;
  const { language, snapshot, config } = view;
  const say = sayIn(language);
  const evidence = findings.map((found) => toEvidence(found, language));
  const { score } = weighEvidence(evidence, config.horizon);
  if (score === null) {
    const text = paragraphs(draft.opening, draft.absent[language], ...draft.body);
    return { sections: { [section]: text }, evidence: [], facts: draft.readings, score: null };
  }
  const { id, group, label } = draft.score;
  const scoreFact = reading(snapshot, {
    id,
    group,
    zh: label.zh,
    en: label.en,
    value: score,
    unit: 'points',
    digits: 2,
    formula: `weighted mean of family scores, ${config.horizon} horizon, -1 to 1`,
    inputs: [...new Set(evidence.flatMap((each) => each.factIds))],
  });
  const best = [...evidence].sort((a, b) => impactOf(b, config.horizon) - impactOf(a, config.horizon))[0]!;
  const counter = evidence
    .filter((each) => each.direction * score < 0)
    .sort((a, b) => impactOf(b, config.horizon) - impactOf(a, config.horizon))[0];
  const verdict = lean(score);
  const seed = `${snapshot.hash}${section}`;
  const weightiest = vary(seed, [
    say(`其中分量最重的是：${best.claim}。`, `The weightiest point: ${best.claim}.`),
    say(`最有说服力的证据在于${best.claim}。`, `What carries most of it: ${best.claim}.`),
  ]);
  const against = counter
    ? vary(`${seed}x`, [
        say(`需要一并看到的反面证据：${counter.claim}。`, `Against it stands this: ${counter.claim}.`),
        say(`但并非没有疑点——${counter.claim}。`, `It is not without a flaw, though: ${counter.claim}.`),
      ])
    : say('现有读数中没有明显的反面证据。', 'None of the readings at hand points clearly the other way.');
  const closing = [
    say(`**结论：${verdict.zh}**（评分 [[${id}]]）。`, `**Conclusion: ${verdict.en}** (score [[${id}]]).`),
    weightiest,
    against,
    draft.caveat && sentence(draft.caveat, language),
  ];
  const text = paragraphs(
    draft.opening,
    ...draft.body,
    closing.filter(Boolean).join(language === 'zh' ? '' : ' '),
  );
  return {
    sections: { [section]: capital(text) },
    evidence,
    facts: [...draft.readings, scoreFact],
    score: scoreFact.value as number,
  };
}
