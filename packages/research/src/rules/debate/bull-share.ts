import type { Fact } from '@sagacity/contracts/facts';
import type { AgentView } from '../../roster/port.ts';
import { reading } from '../reading.ts';
import { impactOf } from '../scoring/weigh-evidence.ts';
import { clearDirection } from '../weights.ts';
import { gatherEvidence } from './gather-evidence.ts';

/** Share of the clear evidence, by impact at the run's horizon, that speaks for buying. Empty without clear evidence. */
export function bullShare(view: AgentView): Fact[] {
  const clear = gatherEvidence(view).filter(({ direction }) => Math.abs(direction) >= clearDirection);
  const impact = (evidence: typeof clear) =>
    evidence.reduce((sum, each) => sum + impactOf(each, view.config.horizon), 0);
  const all = impact(clear);
  if (all === 0) return [];
  return [
    reading(view.snapshot, {
      id: 'decision.bull-share',
      group: 'decision',
      zh: '支持买入的证据占比',
      en: 'Share of evidence for buying',
      value: (impact(clear.filter(({ direction }) => direction > 0)) / all) * 100,
      unit: 'percent',
      digits: 0,
      formula: 'impact for / impact of all clear evidence; impact = |direction| x strength x weight',
      inputs: [...new Set(clear.flatMap(({ factIds }) => factIds))],
    }),
  ];
}
