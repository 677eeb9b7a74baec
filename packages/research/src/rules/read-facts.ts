import type { Fact } from '@sagacity/contracts/facts';

/** Facts by id, as numbers. */
export interface Facts {
  /** Undefined when the fact is absent or no number. */
  readonly find: (id: string) => number | undefined;
  readonly has: (...ids: readonly string[]) => boolean;
  readonly findText: (id: string) => string | undefined;
}

export function readFacts(facts: ReadonlyMap<string, Fact>): Facts {
  const find = (id: string): number | undefined => {
    const value = facts.get(id)?.value;
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  return {
    find,
    has: (...ids) => ids.every((id) => facts.has(id)),
    findText: (id) => {
      const value = facts.get(id)?.value;
      return typeof value === 'string' ? value : undefined;
    },
  };
}
