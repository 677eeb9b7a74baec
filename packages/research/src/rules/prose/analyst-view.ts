import type { Fact, FactGroup, Localized } from '@sagacity/contracts/facts';
import type { SectionId } from '@sagacity/contracts/reports';
import type { AgentOutput, AgentView } from '../../roster/port.ts';
import { type Finding, toEvidence } from '../finding.ts';
import { reading } from '../reading.ts';
import { rankEvidence } from '../scoring/rank-evidence.ts';
import { weighEvidence } from '../scoring/weigh-evidence.ts';
import { balanceOf } from './balance-of.ts';
import { capital, paragraphs, sayIn, sentence } from './text.ts';
import { isLevel, lean } from './words.ts';

const subjects = {
  market: { zh: '技术面', en: 'the price' },
  fundamentals: { zh: '基本面', en: 'the company' },
  news: { zh: '新闻面', en: 'the news' },
  sentiment: { zh: '情绪面', en: 'the mood' },
} as const satisfies Partial<Record<SectionId, Localized>>;

export interface AnalystDraft {
  readonly view: AgentView;
  readonly section: keyof typeof subjects;
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
  const { score, families } = weighEvidence(evidence, config.horizon);
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
  const verdict = lean(score);
  const closing = [
    say(
      `**${subjects[section].zh}结论：${verdict.zh}**（评分 [[${id}]]）。`,
      `**Conclusion on ${subjects[section].en}: ${verdict.en}** (score [[${id}]]).`,
    ),
    balanceOf({
      subject: subjects[section],
      bull: rankEvidence(evidence, config.horizon, 1)[0],
      bear: rankEvidence(evidence, config.horizon, -1)[0],
      lean: isLevel(score) ? 'level' : score > 0 ? 'up' : 'down',
      families: families.length,
      readings: evidence.length,
      seed: `${snapshot.hash}${section}`,
    })[language],
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
