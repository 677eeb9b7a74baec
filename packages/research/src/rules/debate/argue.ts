import type { AgentOutput, AgentView, Evidence } from '../../roster/port.ts';
import { paragraphs, sayIn, sentence, vary } from '../prose/text.ts';
import { rankEvidence } from '../scoring/rank-evidence.ts';
import { impactOf } from '../scoring/weigh-evidence.ts';
import { findAnswer } from './find-answer.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { answered, answeredAbove, conceded, exhausted, headline, thin, unchallenged } from './phrases.ts';

const perRound = { first: 4, later: 2 };

/** What to say to the other side's strongest new point: counter it with evidence not listed this round, point to a listed one, or concede. */
function reply(
  side: 1 | -1,
  challenge: Evidence,
  own: readonly Evidence[],
  listed: readonly Evidence[],
  seed: string,
) {
  const unlisted = findAnswer(
    challenge,
    own.filter((each) => !listed.includes(each)),
  );
  if (unlisted) return answered(side, challenge.claim, unlisted.claim, seed);
  const above = findAnswer(challenge, listed);
  return above ? answeredAbove(side, challenge.claim, above, seed) : conceded(side, challenge.claim, seed);
}

/** The case for (`side` 1) or against (-1) from the analysts' strongest evidence, answering the other side's strongest point. */
export function argue(view: AgentView, side: 1 | -1): AgentOutput {
  const { language, round, snapshot } = view;
  const { horizon } = view.config;
  const say = sayIn(language);
  const section = side === 1 ? 'bull' : 'bear';
  const write = (text: string, evidence: readonly Evidence[], score: number | null): AgentOutput => ({
    sections: { [section]: text },
    evidence,
    facts: [],
    score,
  });
  const all = gatherEvidence(view);
  if (all.length === 0)
    return write(
      say(
        '分析师没有给出可以使用的证据，本方无从立论。',
        'The analysts supplied no usable evidence, so there is no case to make.',
      ),
      [],
      null,
    );
  const own = rankEvidence(all, horizon, side);
  if (own.length === 0) return write(thin(side)[language], [], 0);

  const before = view.read.get(side === 1 ? 'bull-case' : 'bear-case') ?? [];
  const said = new Set(before.flatMap((output) => output.evidence.map(({ topic }) => topic)));
  const limit = round === 1 ? perRound.first : perRound.later;
  const fresh = own.filter(({ topic }) => !said.has(topic)).slice(0, limit);
  const other = view.read.get(side === 1 ? 'bear-case' : 'bull-case')?.[0];
  const challenge = other && rankEvidence(other.evidence, horizon, side === 1 ? -1 : 1)[0];
  const impact = (evidence: readonly Evidence[]) =>
    evidence.reduce((sum, each) => sum + impactOf(each, horizon), 0);
  const share = impact(own) / impact(all);
  const seed = `${snapshot.hash}${section}${round}`;
  const text = paragraphs(
    fresh.length > 0 ? vary(seed, headline(side, round, share))[language] : exhausted[language],
    fresh.map(({ claim }) => `- ${sentence(claim, language)}`).join('\n'),
    challenge ? reply(side, challenge, own, fresh, seed)[language] : other && unchallenged[language],
  );
  return write(text, fresh, side * share);
}
