/** One line of the table: ours against a peer or a limit, measured in the same run. */
export interface BenchRow {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: number;
  /** What the ratio should be, or null when the row only informs. */
  readonly goal: { readonly text: string; readonly met: boolean } | null;
}

export interface Bench {
  readonly name: string;
  /** Returns its rows, or why it cannot be measured here. */
  run(): Promise<readonly BenchRow[] | { readonly skipped: string }>;
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
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)] as number;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')} /s`;
