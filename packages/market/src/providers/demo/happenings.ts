import type { EpochDay } from '@sagacity/kernel';
import { newChance } from './chance.ts';
import type { DemoCompany } from './companies.ts';
import { type Quarter, trailing } from './quarters.ts';
import { isSession, openingDay, sessionOnOrAfter } from './sessions.ts';

/** Something that moves the price on `day` and is told in the news that morning. `jump` is a log return. */
export type Happening =
  | { readonly kind: 'earnings'; readonly day: EpochDay; readonly jump: number; readonly quarter: number }
  | {
      readonly kind: 'order' | 'lawsuit' | 'management' | 'product' | 'investigation';
      readonly day: EpochDay;
      readonly jump: number;
      readonly good: boolean;
      /** 0 to 1, chooses wording and size. */
      readonly pick: number;
    };

/** Cash per share paid on `day`, and when it was declared. */
export interface Dividend {
  readonly day: EpochDay;
  readonly declared: EpochDay;
  readonly perShare: number;
}

const clamp = (value: number, bound: number): number => Math.max(-bound, Math.min(bound, value));

/** Growth against the same quarter a year before. */
export const growthYearOnYear = (quarters: readonly Quarter[], index: number): number =>
  quarters[index]!.revenue / quarters[index - 4]!.revenue - 1;

function earnings(company: DemoCompany, quarters: readonly Quarter[]): Happening[] {
  const chance = newChance(`earnings ${company.code}`);
  return quarters.slice(4).map((quarter, i) => {
    const surprise = 0.35 * (growthYearOnYear(quarters, i + 4) - company.growth);
    const jump = clamp(surprise + 0.018 * chance.normal(i, 0), 0.12);
    return { kind: 'earnings', day: quarter.announced, jump, quarter: i + 4 };
  });
}

const kinds = ['order', 'product', 'management', 'lawsuit', 'investigation'] as const;

function incidents(company: DemoCompany, to: EpochDay): Happening[] {
  const chance = newChance(`incidents ${company.code}`);
  const found: Happening[] = [];
  for (let day = openingDay; day <= to; day++) {
    if (!isSession(day) || chance.uniform(day, 0) > 0.09) continue;
    const kind = kinds[Math.floor(chance.uniform(day, 1) ** 1.4 * kinds.length)]!;
    const lucky =
      chance.uniform(day, 2) < (kind === 'lawsuit' ? 0.35 : kind === 'investigation' ? 0.2 : 0.72);
    const size = 0.003 + 0.026 * chance.uniform(day, 3) ** 2;
    found.push({ kind, day, jump: lucky ? size : -size, good: lucky, pick: chance.uniform(day, 4) });
  }
  return found;
}

/** Everything that happens to a company up to `to`, ascending by day; the same past for every `to`. */
export function happeningsOf(company: DemoCompany, quarters: readonly Quarter[], to: EpochDay): Happening[] {
  const listed = company.listed;
  return [...earnings(company, quarters), ...incidents(company, to)]
    .filter((happening) => happening.day >= listed && happening.day <= to)
    .sort((a, b) => a.day - b.day);
}

/** Shares on a day, after the splits up to it. */
export const sharesOn = (company: DemoCompany, day: EpochDay): number =>
  company.splits.reduce(
    (shares, split) => (split.day <= day ? Math.round(shares / split.ratio) : shares),
    company.shares,
  );

/** One dividend a year in June, out of the four quarters up to December, in cents. */
export function dividendsOf(company: DemoCompany, quarters: readonly Quarter[], to: EpochDay): Dividend[] {
  if (company.payout === 0) return [];
  return quarters.flatMap((quarter, index) => {
    const earned = trailing(quarters, index, 'netIncome');
    const day = sessionOnOrAfter(quarter.end + 166);
    if (index % 4 !== 3 || !(earned > 0) || day > to || day <= company.listed) return [];
    const perShare = Math.round((100 * earned * company.payout) / sharesOn(company, day)) / 100;
    return perShare >= 0.01 ? [{ day, declared: sessionOnOrAfter(day - 25), perShare }] : [];
  });
}
