import type { AgentOutput, AgentView, Evidence } from '../../roster/port.ts';
import { paragraphs, sayIn, sentence, vary } from '../prose/text.ts';
import { impactOf } from '../scoring/weigh-evidence.ts';
import { findAnswer } from './find-answer.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { answered, conceded, headline, thin } from './phrases.ts';

const perRound = { first: 4, later: 2 };

/** The case for (`side` 1) or against (-1) from the analysts' strongest evidence, answering the other side's strongest point. */
export function argue(view: AgentView, side: 1 | -1): AgentOutput {
  const { language, config, round, snapshot } = view;
  const say = sayIn(language);
  const section = side === 1 ? 'bull' : 'bear';
  const all = gatherEvidence(view);
  const strongestFirst = (a: Evidence, b: Evidence) =>
    impactOf(b, config.horizon) - impactOf(a, config.horizon);
  const own = all.filter(({ direction }) => direction * side > 0.05).sort(strongestFirst);
  const said = new Set(
    (view.read.get(side === 1 ? 'bull-case' : 'bear-case') ?? []).flatMap((output) =>
      output.evidence.map(({ topic }) => topic),
    ),
  );
  const fresh = own
    .filter(({ topic }) => !said.has(topic))
    .slice(0, round === 1 ? perRound.first : perRound.later);
  const other = view.read.get(side === 1 ? 'bear-case' : 'bull-case')?.[0]?.evidence ?? [];
  const challenge = [...other].sort(strongestFirst)[0];
  const seed = `${snapshot.hash}${section}${round}`;
  const total = all.reduce((sum, each) => sum + impactOf(each, config.horizon), 0);
  const mine = own.reduce((sum, each) => sum + impactOf(each, config.horizon), 0);

  if (own.length === 0) {
    const text =
      all.length === 0
        ? say(
            '分析师没有给出可以使用的证据，本方无从立论。',
            'The analysts supplied no usable evidence, so there is no case to make.',
          )
        : thin(side)[language];
    return { sections: { [section]: text }, evidence: [], facts: [], score: all.length === 0 ? null : 0 };
  }
  const answer = challenge && findAnswer(challenge, own);
  const list = fresh.map(({ claim }) => `- ${sentence(claim, language)}`).join('\n');
  const text = paragraphs(
    vary(seed, headline(side, round, mine / (total || 1)))[language],
    list ||
      say(
        '可用的论据在前几轮已经全部提出，不再重复。',
        'The usable arguments have all been made in earlier rounds and are not repeated.',
      ),
    challenge &&
      (answer ? answered(side, challenge.claim, answer.claim, seed) : conceded(side, challenge.claim, seed))[
        language
      ],
  );
  return {
    sections: { [section]: text },
    evidence: fresh.length > 0 ? fresh : own.slice(0, 1),
    facts: [],
    score: total === 0 ? 0 : (side * mine) / total,
  };
}
