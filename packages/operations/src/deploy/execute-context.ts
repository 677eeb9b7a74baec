/** Where a plan is carried out, and who is told. */
export interface ExecuteContext {
  readonly dir: string;
  readonly project: string;
  /** One line of progress. */
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}
