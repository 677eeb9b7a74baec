/** One line of the table: ours against a peer or a limit, measured in the same run. Less is better in every `ratio`. */
export interface BenchRow {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: number;
  /** What the ratio should be, or null when the row only informs. */
  readonly goal: { readonly text: string; readonly met: boolean } | null;
}

/** Why something cannot be measured here. */
export interface Skipped {
  readonly skipped: string;
}

export interface Bench {
  readonly name: string;
  run(): Promise<readonly (BenchRow | Skipped)[]>;
}

/** Median of `times` runs, in milliseconds, after one that is not counted. */
export async function medianMs(times: number, work: () => unknown): Promise<number> {
  await work();
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedMs = performance.now();
    await work();
    taken.push(performance.now() - startedMs);
  }
  return median(taken);
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')} /s`;
