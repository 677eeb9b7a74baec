import { derivationForms } from './derive.ts';
import { measuredRates } from './labelled/measured-rates.ts';

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const noClaims = [
  [
    'Dates and periods the facts cover',
    '`2024-06-28`, `June 30, 2015`, `2024 年 6 月`, `Q1 2015`, `FY2014`, `2024 年一季报`',
  ],
  ['Windows and indicator parameters', '`MA20`, `RSI(14)`, `20-day`, `60 日均线`, `3 months`'],
  [
    'List numbers, headings, ordinals, counts of arguments',
    '`1.`, `(2)`, `第 3`, `2nd`, `three reasons`, `3 个理由`',
  ],
  ['Conventional levels of an indicator', '`above 70 (overbought)`, `the 25 threshold`, `30 以下的超卖区`'],
  ['Quoted speech, code, addresses, codes and names', '`“…”`, `CN:600519`, `S&P 500`, `沪深 300`, `10-Q`'],
] as const;

/** The page `docs/reference/grounding.md`. */
export function renderGroundingReference(): string {
  const rates = Object.entries(measuredRates).map(([set, rate]) => [
    set,
    rate.trueStatements,
    `${rate.acceptedPct} %`,
    rate.wrongNumbers,
    `${rate.caughtPct} %`,
    `${rate.accidentalPct} %`,
  ]);
  const parts = [
    '# Grounding: where every number comes from',
    'Generated from `packages/research/src/grounding`. Every number in a report is *sourced* (a fact, rounded or in another unit), *derived* (it follows from two facts), or *unsourced*: then the reader sees it struck.',
    '## Cited facts',
    'An author writes `[[market.close]]`; the program prints value, unit and rounding in the language of the report. An id of no fact is shown, unsourced.',
    '## Typed numbers',
    'A typed number must agree with a fact within half a unit of its last shown digit, in unit, currency and sign. The words around it give the direction: `down 3%` and `跌 3%` mean -3 %. Units are converted: 万, 亿, 万亿, thousand to trillion, %, 百分之, 成, percentage points and basis points, 倍 and x, full-width digits.',
    'The fact must be named in the sentence, or in its paragraph with at least two digits. A number said of nothing known needs three digits and little chance (4 %) of meeting a fact by accident. A number said plainly of a name (`P/E is 18.9`) must be that fact.',
    '## Derivations',
    'Of two facts of the same unit and currency named in the same sentence; each form needs its words.',
    table(['Form', 'Gives', 'Example'], derivationForms),
    '## What is no claim',
    table(['Kind', 'Examples'], noClaims),
    'A date that does not exist, or that lies outside the days the facts cover, is unsourced.',
    '## How well it works',
    'On labelled statements in Chinese and English (`packages/research/src/grounding/labelled`). *Accepted*: true statements in which nothing is flagged. *Caught*: wrong numbers that are flagged. *Accidental*: random values in the place of right ones that pass. `held-out` was written before the parser and never used to change it.',
    table(['Set', 'True statements', 'Accepted', 'Wrong numbers', 'Caught', 'Accidental'], rates),
  ];
  return `${parts.join('\n\n')}\n`;
}
