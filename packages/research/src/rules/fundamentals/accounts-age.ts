import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { Finding } from '../finding.ts';
import { readFacts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { bounds } from '../weights.ts';

const dayMs = 86_400_000;

/** Days since the latest accounts were announced. */
export function accountsAge(snapshot: Snapshot, known: ReadonlyMap<string, Fact>): Fact[] {
  const announced = readFacts(known).findText('fundamentals.announced');
  if (announced === undefined) return [];
  const value = (Date.parse(snapshot.asOf) - Date.parse(announced)) / dayMs;
  return [
    reading(snapshot, {
      id: 'fundamentals.age',
      group: 'fundamentals',
      zh: '财报公告距今',
      en: 'Age of the accounts',
      value,
      unit: 'days',
      digits: 0,
      formula: 'run date - announced',
      inputs: ['fundamentals.announced'],
    }),
  ];
}

export const areStale = (age: number | undefined): boolean =>
  age !== undefined && age > bounds.staleAccountsDays;

/** Readings of stale accounts with less strength. */
export const discounted = (findings: readonly Finding[], stale: boolean): readonly Finding[] =>
  stale
    ? findings.map((found) => ({
        ...found,
        strength: Math.round(found.strength * bounds.staleShare * 1000) / 1000,
      }))
    : findings;
