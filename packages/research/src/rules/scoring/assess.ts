import type { Fact, Localized } from '@sagacity/contracts/facts';
import { whyWithheld } from '../../decision/why-withheld.ts';
import type { AgentView, Evidence } from '../../roster/port.ts';
import { analystChannels, gatherEvidence } from '../debate/gather-evidence.ts';
import { type JudgedCall, wentWrong } from '../memory/judge-calls.ts';
import { familyNames } from '../prose/words.ts';
import { readFacts } from '../read-facts.ts';
import { enoughEvidence, families, wrongCall } from '../weights.ts';
import { basisOf, confidenceOf } from './confidence.ts';
import { type Weighed, weighEvidence } from './weigh-evidence.ts';

export interface Assessment extends Weighed {
  readonly evidence: readonly Evidence[];
  /** How broad the ground is, 0 to 1. */
  readonly basis: number;
  /** 0 to 1. */
  readonly confidence: number;
  /** The newest earlier decision that went clearly wrong; it lowers the confidence. */
  readonly misjudged: JudgedCall | undefined;
  /** Why no rating can be given; empty when one can. */
  readonly lacking: readonly Localized[];
  /** Readings that `lacking` cites. */
  readonly withheld: readonly Fact[];
}

const dayMs = 86_400_000;

function tooThin(readings: number, { coverage, families: known }: Weighed): Localized | undefined {
  if (readings < enoughEvidence.readings)
    return { zh: '有效读数过少', en: 'too few readings carry evidence' };
  if (coverage >= enoughEvidence.coverage) return undefined;
  const missing = families
    .filter((family) => !known.some((each) => each.family === family))
    .map((family) => familyNames[family]);
  return {
    zh: `有证据的方面在该投资期限下只占权重的 [[decision.coverage]]，缺少数据的是${missing.map(({ zh }) => zh).join('、')}`,
    en: `the areas with evidence make up only [[decision.coverage]] of the weight at this horizon; there is no data on ${missing.map(({ en }) => en.toLowerCase()).join(', ')}`,
  };
}

/** What the analysts' evidence amounts to at the run's horizon, and whether it is enough to rate. */
export function assess(view: AgentView): Assessment {
  const evidence = gatherEvidence(view);
  const { horizon } = view.config;
  const weighed = weighEvidence(evidence, horizon);
  const lastDay = readFacts(view.facts).findText('market.last-day');
  const ageDays =
    lastDay === undefined ? undefined : (Date.parse(view.snapshot.asOf) - Date.parse(lastDay)) / dayMs;
  const withheld = whyWithheld(view.snapshot, horizon);
  const lacking = withheld.map(({ because }): Localized => because);
  if (analystChannels.every((channel) => !view.read.get(channel)?.length))
    lacking.push({ zh: '没有任何分析师给出意见', en: 'no analyst gave a view' });
  if (!view.facts.has('market.close'))
    lacking.push({ zh: '没有可用的收盘价', en: 'there is no closing price' });
  if (ageDays !== undefined && ageDays > enoughEvidence.maxAgeDays)
    lacking.push({
      zh: '最近的行情停留在 [[market.last-day]]，已经过时',
      en: 'the latest prices are from [[market.last-day]] and out of date',
    });
  // Doubtful prices are left out of the evidence, so what else is lacking follows from them.
  const thin = view.snapshot.doubts.length === 0 && tooThin(evidence.length, weighed);
  if (thin) lacking.push(thin);
  const freshness = ageDays === undefined ? 0 : Math.max(0, 1 - ageDays / enoughEvidence.maxAgeDays);
  const topics = evidence.map(({ topic }) => topic);
  const bars = readFacts(view.facts).find('market.bars') ?? 0;
  const basis = basisOf({ coverage: weighed.coverage, bars, topics }, horizon);
  const misjudged = wentWrong(view);
  const share = misjudged ? wrongCall.confidenceShare : 1;
  return {
    ...weighed,
    evidence,
    lacking,
    withheld: withheld.flatMap(({ facts }) => facts),
    basis,
    misjudged,
    confidence: Math.round(confidenceOf(basis, weighed.agreement, freshness) * share * 100) / 100,
  };
}
