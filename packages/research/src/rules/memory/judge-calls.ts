import type { AgentView } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import { sideOf } from '../scoring/rate.ts';
import { wrongCall } from '../weights.ts';

/**
 * `right`, `wrong`: the price moved clearly, with or against the rating (a hold is wrong after any clear move) · `leans-right`,
 * `leans-wrong`: it moved no more than usual, or nobody can say what is usual · `too-early`, `unpriced`: there is no move to judge by.
 */
export type Verdict = 'right' | 'leans-right' | 'leans-wrong' | 'wrong' | 'too-early' | 'unpriced';

export interface JudgedCall {
  /** Fact ids begin with `memory.<nth>.`. */
  readonly nth: number;
  readonly verdict: Verdict;
  /** The move that is usual for so many trading days, percent; undefined without ATR(14) or without a move. */
  readonly usualPct: number | undefined;
}

/** The ATR share that tells what was usual: of the day of the call, or of now where the bars do not reach far enough back. */
export const usualAtr = (has: (id: string) => boolean, nth: number): string =>
  has(`memory.${nth}.atr-pct`) ? `memory.${nth}.atr-pct` : 'market.atr14-pct';

/** What the price did since each earlier rating, set against ATR(14) scaled by the square root of the trading days since. */
export function judgeCalls(view: AgentView): JudgedCall[] {
  const { find, has } = readFacts(view.facts);
  return (view.memory ?? []).map(({ rating }, index) => {
    const nth = index + 1;
    const [move, sessions] = [find(`memory.${nth}.return-since`), find(`memory.${nth}.sessions`)];
    if (sessions === undefined) return { nth, verdict: 'unpriced', usualPct: undefined };
    if (move === undefined) return { nth, verdict: 'too-early', usualPct: undefined };
    const atrPct = find(usualAtr(has, nth));
    const usualPct = atrPct === undefined ? undefined : wrongCall.atrs * atrPct * Math.sqrt(sessions);
    const clear = usualPct !== undefined && Math.abs(move) > usualPct;
    const side = sideOf(rating);
    const isRight = side === 'hold' ? !clear : side === 'buy' ? move >= 0 : move <= 0;
    const sure = clear || (side === 'hold' && usualPct !== undefined);
    const verdict = isRight ? (sure ? 'right' : 'leans-right') : sure ? 'wrong' : 'leans-wrong';
    return { nth, verdict, usualPct };
  });
}

export const wentWrong = (view: AgentView): JudgedCall | undefined =>
  judgeCalls(view).find(({ verdict }) => verdict === 'wrong');
