import type { Language } from '@sagacity/contracts/facts';
import type { AgentOutput, AgentView, Evidence } from '../../roster/port.ts';
import { familyOf } from '../finding.ts';
import { nameOf } from '../points/get-point.ts';
import { paragraphs, sentence, vary } from '../prose/text.ts';
import { familyNames } from '../prose/words.ts';
import { rankEvidence } from '../scoring/rank-evidence.ts';
import { impactOf } from '../scoring/weigh-evidence.ts';
import type { Family } from '../weights.ts';
import { findAnswer } from './find-answer.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { answered, conceded, exhausted, headline, thin, unchallenged, unfounded } from './phrases.ts';
import { principleOf } from './principles.ts';
import { type Lead, leadOfShare } from './standing.ts';

const perRound = { first: 4, later: 2 };

/** One line a family: the points by name, since the analysts made the claims, and what they mean to this side unless said before. */
function argument(
  { fresh, all }: { readonly fresh: readonly Evidence[]; readonly all: readonly Evidence[] },
  told: ReadonlySet<string>,
  side: 1 | -1,
  language: Language,
): string {
  const families = [...new Set(fresh.map(({ topic }) => familyOf(topic) as Family))];
  return families
    .map((family) => {
      const own = fresh.filter(({ topic }) => familyOf(topic) === family);
      const names = own.map((each) => nameOf(each)[language]).join(language === 'zh' ? '、' : ', ');
      const name = familyNames[family][language];
      const isOne = names === name || names === name.toLowerCase();
      const head = `- **${name}**${isOne ? '' : language === 'zh' ? `（${names}）` : ` (${names})`}`;
      if (told.has(family)) return language === 'zh' ? `${head}。` : `${head}.`;
      const meaning = principleOf(family, side, { own, all })[language];
      return language === 'zh' ? `${head}：${sentence(meaning, 'zh')}` : `${head}: ${meaning}.`;
    })
    .join('\n');
}

/** The case for (`side` 1) or against (-1) from the analysts' strongest evidence, answering the other side's strongest point. */
export function argue(view: AgentView, side: 1 | -1): AgentOutput {
  const { language, round, snapshot } = view;
  const { horizon } = view.config;
  const section = side === 1 ? 'bull' : 'bear';
  const write = (text: string, evidence: readonly Evidence[], score: number | null): AgentOutput => ({
    sections: { [section]: text },
    evidence,
    facts: [],
    score,
  });
  const all = gatherEvidence(view);
  if (all.length === 0) return write((round === 1 ? unfounded(side) : thin(side, round))[language], [], null);
  const own = rankEvidence(all, horizon, side);
  if (own.length === 0) return write(thin(side, round)[language], [], 0);

  const before = view.read.get(side === 1 ? 'bull-case' : 'bear-case') ?? [];
  const said = new Set(before.flatMap((output) => output.evidence.map(({ topic }) => topic)));
  const limit = round === 1 ? perRound.first : perRound.later;
  const fresh = own.filter(({ topic }) => !said.has(topic)).slice(0, limit);
  const other = view.read.get(side === 1 ? 'bear-case' : 'bull-case')?.[0];
  const challenge = other && rankEvidence(other.evidence, horizon, side === 1 ? -1 : 1)[0];
  const answer = challenge && findAnswer(challenge, own);
  const impact = (evidence: readonly Evidence[]) =>
    evidence.reduce((sum, each) => sum + impactOf(each, horizon), 0);
  const rival = rankEvidence(all, horizon, side === 1 ? -1 : 1);
  const share = impact(own) / (impact(own) + impact(rival));
  const seed = `${snapshot.hash}${section}${round}`;
  const lead = (side * leadOfShare(side === 1 ? share * 100 : (1 - share) * 100)) as Lead;
  const told = new Set([...said].map(familyOf));
  const reply = challenge
    ? answer
      ? answered(side, challenge, answer, impactOf(answer, horizon) / impactOf(challenge, horizon))
      : conceded(side, challenge)
    : other && unchallenged(side, round);
  const text = paragraphs(
    (fresh.length > 0 ? vary(seed, headline(side, round, lead)) : exhausted(side, round))[language],
    argument({ fresh, all }, told, side, language),
    reply?.[language],
  );
  return write(text, fresh, side * share);
}
