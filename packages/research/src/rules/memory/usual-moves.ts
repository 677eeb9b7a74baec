import type { Fact } from '@sagacity/contracts/facts';
import type { AgentView } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { wrongCall } from '../weights.ts';
import { type JudgedCall, usualAtr } from './judge-calls.ts';

export const usualMoveId = (nth: number): string => `decision.usual-move-${nth}`;

/** The move that would have been usual since each earlier decision, as facts. */
export const usualMoves = (
  view: Pick<AgentView, 'snapshot' | 'facts'>,
  calls: readonly JudgedCall[],
): Fact[] =>
  calls.flatMap(({ nth, usualPct }) =>
    usualPct === undefined
      ? []
      : [
          reading(view.snapshot, {
            id: usualMoveId(nth),
            group: 'decision',
            zh: `前次决定以来通常的波动（${nth}）`,
            en: `Usual move since the earlier decision (${nth})`,
            value: usualPct,
            unit: 'percent',
            digits: 2,
            formula: `${wrongCall.atrs} x ATR(14) of close x sqrt(trading days since)`,
            inputs: [usualAtr(readFacts(view.facts).has, nth), `memory.${nth}.sessions`],
          }),
        ],
  );
