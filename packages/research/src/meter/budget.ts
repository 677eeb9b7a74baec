import { AppError } from '@sagacity/kernel';

/** Tokens and USD. */
export interface Amount {
  readonly tokens: number;
  readonly cost: number;
}

export interface Reservation {
  /** Gives back what was held and counts what was really used. Call exactly once. */
  settle(used: Amount): void;
}

export interface BudgetMeter {
  /**
   * Holds the worst case of one call. Waits while only other calls' reservations stand in its way; throws BUDGET_EXCEEDED when what
   * is spent already leaves too little, and the signal's reason when it aborts first.
   */
  reserve(worst: Amount, signal: AbortSignal): Promise<Reservation>;
  spent(): Amount;
}

/** One run's budget; `before` is what the run had spent when this process took it up. */
export function createBudget(limit: Amount, before: Amount): BudgetMeter {
  let spent = before;
  let held: Amount = { tokens: 0, cost: 0 };
  let waiting: (() => void)[] = [];
  const fits = (...amounts: readonly Amount[]) =>
    amounts.reduce((sum, { tokens }) => sum + tokens, 0) <= limit.tokens &&
    amounts.reduce((sum, { cost }) => sum + cost, 0) <= limit.cost + 1e-12;
  const add = (a: Amount, b: Amount, sign = 1): Amount => ({
    tokens: a.tokens + sign * b.tokens,
    cost: a.cost + sign * b.cost,
  });

  return {
    async reserve(worst, signal) {
      for (;;) {
        signal.throwIfAborted();
        if (!fits(spent, worst)) throw exceeded(worst, spent, limit);
        if (fits(spent, held, worst)) break;
        await nextSettlement((wake) => waiting.push(wake), signal);
      }
      held = add(held, worst);
      return {
        settle(used) {
          held = add(held, worst, -1);
          spent = add(spent, used);
          const woken = waiting;
          waiting = [];
          for (const wake of woken) wake();
        },
      };
    },
    spent: () => spent,
  };
}

const nextSettlement = (enlist: (wake: () => void) => void, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    enlist(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });

function exceeded(worst: Amount, spent: Amount, limit: Amount): AppError {
  const usd = (value: number) => `$${value.toFixed(4)}`;
  const text =
    `The next model call could use ${worst.tokens} tokens and ${usd(worst.cost)}; ` +
    `${limit.tokens - spent.tokens} tokens and ${usd(limit.cost - spent.cost)} are left of the run's budget. ` +
    'Raise the budget, or choose a cheaper model or a smaller depth.';
  return new AppError('BUDGET_EXCEEDED', text, { worst, spent, limit });
}
