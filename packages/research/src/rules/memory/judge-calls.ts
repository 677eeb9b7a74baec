import type { CallEnd } from '../../memory/port.ts';
import type { AgentView } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import { type Side, sideOf } from '../scoring/rate.ts';
import { wrongCall } from '../weights.ts';

/**
 * `right`, `wrong`: the target or the stop came first, or the price moved clearly, with or against the rating (a hold is wrong after
 * any clear move) · `leans-right`, `leans-wrong`: it moved no more than usual, or nobody can say what is usual · `flat`: it hardly
 * moved · `running`, `too-early`, `unpriced`: not judged.
 */
export type Verdict =
  | 'right'
  | 'leans-right'
  | 'flat'
  | 'leans-wrong'
  | 'wrong'
  | 'running'
  | 'too-early'
  | 'unpriced';

export interface JudgedCall {
  /** Fact ids begin with `memory.<nth>.`. */
  readonly nth: number;
  readonly verdict: Verdict;
  readonly end: CallEnd;
  /** The move that is usual for so many trading days, percent; undefined without ATR(14), without a move, or where a level decided. */
  readonly usualPct: number | undefined;
}

/** The ATR share that tells what was usual: of the day of the call, or of now where the bars do not reach far enough back. */
export const usualAtr = (has: (id: string) => boolean, nth: number): string =>
  has(`memory.${nth}.atr-pct`) ? `memory.${nth}.atr-pct` : 'market.atr14-pct';

/** What became of each earlier rating: its stop, its target, or at the end of its horizon the move against ATR(14) scaled by the square root of its trading days. */
export function judgeCalls(view: AgentView): JudgedCall[] {
  const { find, has } = readFacts(view.facts);
  return (view.memory ?? []).map(({ rating, end }, index): JudgedCall => {
    const nth = index + 1;
    const told = (verdict: Verdict, usualPct?: number): JudgedCall => ({ nth, verdict, end, usualPct });
    if (end === 'stop') return told('wrong');
    if (end === 'target') return told('right');
    const [move, sessions] = [find(`memory.${nth}.return-since`), find(`memory.${nth}.sessions`)];
    if (end === 'unpriced' || sessions === undefined) return told('unpriced');
    if (move === undefined) return told('too-early');
    const atrPct = find(usualAtr(has, nth));
    const usualPct = atrPct === undefined ? undefined : wrongCall.atrs * atrPct * Math.sqrt(sessions);
    if (end === 'running') return told('running', usualPct);
    return told(verdictOf(sideOf(rating), move, usualPct), usualPct);
  });
}

function verdictOf(side: Side, move: number, usualPct: number | undefined): Verdict {
  const clear = usualPct !== undefined && Math.abs(move) > usualPct;
  if (side === 'hold') return clear ? 'wrong' : usualPct === undefined ? 'leans-right' : 'right';
  if (usualPct !== undefined && Math.abs(move) < wrongCall.flatShare * usualPct) return 'flat';
  const isRight = side === 'buy' ? move >= 0 : move <= 0;
  if (clear) return isRight ? 'right' : 'wrong';
  return isRight ? 'leans-right' : 'leans-wrong';
}

export const wentWrong = (view: AgentView): JudgedCall | undefined =>
  judgeCalls(view).find(({ verdict }) => verdict === 'wrong');
