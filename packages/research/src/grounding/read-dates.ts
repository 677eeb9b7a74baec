import { isIsoDay } from '@sagacity/kernel';
import type { Span } from './claim.ts';

/** A date or period as typed; both ends as ISO days. `first` is null for a date that does not exist, `yearless` ones are not listed. */
export interface TypedDate extends Span {
  readonly first: string | null;
  readonly last: string;
  readonly exact: boolean;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const year = '(?:19|20|21)\\d{2}';
const pattern = new RegExp(
  [
    `(?<!\\d)(?<y1>${year})([-/.])(?<m1>\\d{1,2})\\2(?<d1>\\d{1,2})(?!\\d)`,
    `(?<y2>${year})\\s?年\\s?(?<m2>\\d{1,2})\\s?月(?:\\s?(?<d2>\\d{1,2})\\s?[日号])?`,
    `\\b(?<m3>${month})\\s(?<d3>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<y3>${year})`,
    `(?<!\\d)(?<d4>\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?(?<m4>${month}),?\\s(?<y4>${year})`,
    `\\b(?<m5>${month})\\s(?<y5>${year})`,
    `\\b[QH](?<q6>[1-4])\\s?(?:FY\\s?)?(?<y6>${year})`,
    `(?<!\\d)(?<y7>${year})\\s?(?:年第?\\s?)?[QH](?<q7>[1-4])`,
    `(?<!\\d)(?<y8>${year})\\s?年?第?(?<q8>[一二三四])季`,
    `(?<!\\d)(?<y9>${year})-(?<m9>0[1-9]|1[0-2])(?![\\d-])`,
    `(?<!\\d)(?<ya>${year})\\s?(?:年|财年)`,
    `\\b(?:FY|CY)\\s?'?(?<yb>${year}|\\d{2}(?!\\d))`,
    `(?<=\\b(?:in|during|since|by|for|from|until|till|through|year|early|mid|late|end|of)[\\s-])(?<yc>${year})(?![\\d,.%]|\\s?(?:shares|yuan|dollars|million|billion|bn|x\\b|points))`,
  ].join('|'),
  'gi',
);

const two = (value: number) => String(value).padStart(2, '0');
const lastOfMonth = (y: number, m: number) =>
  `${y}-${two(m)}-${two(new Date(Date.UTC(y, m, 0)).getUTCDate())}`;

function periodOf(groups: Record<string, string | undefined>): Omit<TypedDate, 'start' | 'end'> {
  const parts: Record<string, string> = {};
  for (const name in groups) if (groups[name]) parts[name[0]!] = groups[name];
  const of = (letter: string): string | undefined => parts[letter];
  const typedYear = Number(of('y'));
  const y = typedYear < 100 ? 2000 + typedYear : typedYear;
  const m = of('m');
  const q = of('q');
  if (m === undefined && q === undefined) return { first: `${y}-01-01`, last: `${y}-12-31`, exact: false };
  if (q !== undefined) {
    const quarter = '一二三四'.includes(q) ? '一二三四'.indexOf(q) + 1 : Number(q);
    return { first: `${y}-${two(quarter * 3 - 2)}-01`, last: lastOfMonth(y, quarter * 3), exact: false };
  }
  const named = months.indexOf((m ?? '').slice(0, 3).toLowerCase()) + 1;
  const numeric = named || Number(m);
  const d = of('d');
  if (d === undefined) {
    const valid = numeric >= 1 && numeric <= 12;
    return {
      first: valid ? `${y}-${two(numeric)}-01` : null,
      last: valid ? lastOfMonth(y, numeric) : '',
      exact: false,
    };
  }
  const iso = `${y}-${two(numeric)}-${two(Number(d))}`;
  return { first: isIsoDay(iso) ? iso : null, last: iso, exact: true };
}

/** Dates and periods that name a year, in order. */
export function readDates(text: string): TypedDate[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    ...periodOf(match.groups ?? {}),
  }));
}
