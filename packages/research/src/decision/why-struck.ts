import type { Fact } from '@sagacity/contracts/facts';
import type { GroundingSummary } from '@sagacity/contracts/reports';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { reading } from '../rules/reading.ts';
import { mostStruckShare } from '../rules/weights.ts';
import type { Withheld } from './why-withheld.ts';

/** Why a report may not rate with so many of its numbers struck; empty when it may. */
export function whyStruck(
  snapshot: Pick<Snapshot, 'asOf' | 'instrument'>,
  { numbers, unsourced }: GroundingSummary,
): Withheld[] {
  if (unsourced <= mostStruckShare * numbers) return [];
  const count = (id: string, zh: string, en: string, value: number): Fact =>
    reading(snapshot, {
      id,
      group: 'decision',
      zh,
      en,
      value,
      unit: 'count',
      digits: 0,
      formula: 'counted over every text of the report',
      inputs: [],
    });
  return [
    {
      because: {
        zh: '报告的 [[decision.numbers]] 个数字中有 [[decision.numbers-struck]] 个无法追溯到来源',
        en: '[[decision.numbers-struck]] of [[decision.numbers]] numbers could not be traced to a source',
      },
      facts: [
        count('decision.numbers', '报告中的数字', 'Numbers of the report', numbers),
        count(
          'decision.numbers-struck',
          '其中被划去的数字',
          'Numbers of the report that are struck',
          unsourced,
        ),
      ],
    },
  ];
}
