import type { Localized } from '@sagacity/contracts/facts';
import type { RunStep } from '@sagacity/contracts/runs';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { sectionTitles } from '../report/section-titles.ts';
import { findAgent } from '../roster/index.ts';

/** Areas nobody looked at: datasets that are absent as a whole, and analysts who were not chosen. */
export function listUnexamined(
  { absences }: Pick<Snapshot, 'absences'>,
  steps: readonly RunStep[],
): Localized[] {
  const datasets = absences.filter(({ what }) => !what.includes('.')).map(({ label }) => label);
  const analysts = steps
    .filter(({ state }) => state === 'skipped')
    .flatMap(({ agent }) => (findAgent(agent)?.sections ?? []).map((id) => sectionTitles[id]));
  const named = new Map([...datasets, ...analysts].map((label) => [label.en, label]));
  return [...named.values()];
}
