import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { type Finding, finding } from '../finding.ts';
import { type Facts, readFacts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { shareOfDays } from '../share-of-days.ts';
import { bounds, clearDirection } from '../weights.ts';

const ratios = [
  { key: 'pe-ttm', zh: '市盈率', en: 'P/E', strength: 0.65 },
  { key: 'pb', zh: '市净率', en: 'P/B', strength: 0.5 },
  { key: 'ps-ttm', zh: '市销率', en: 'P/S', strength: 0.4 },
] as const;

/** One ending a ratio, so that the three do not end alike. */
type Endings = readonly (readonly [zh: string, en: string])[];
const cheapest: Endings = [
  ['相对自身历史便宜', 'cheap against its own history'],
  ['属于自身的低估区间', 'low by its own standards'],
  ['价格已经包含了不少悲观预期', 'the price already holds a good deal of pessimism'],
];
const cheaper: Endings = [
  ['比自身常态略便宜', 'somewhat cheaper than usual'],
  ['处在自身区间的偏低一侧', 'on the lower side of its own range'],
  ['低于自身常态', 'below its own norm'],
];
const level: Endings = [
  ['接近自身的中间位置', 'near the middle of its own range'],
  ['与自身常态相当', 'about its own norm'],
  ['不偏高也不偏低', 'neither high nor low'],
];
const dearer: Endings = [
  ['比自身常态略贵', 'somewhat dearer than usual'],
  ['处在自身区间的偏高一侧', 'on the upper side of its own range'],
  ['高于自身常态', 'above its own norm'],
];
const dearest: Endings = [
  ['相对自身历史昂贵，容错空间小', 'dear against its own history, with little room for error'],
  ['已经透支了较多的乐观预期', 'much optimism is already paid for'],
  ['一旦不及预期，回落的空间较大', 'there is far to fall should expectations be missed'],
];

/** How much of its own history a ratio stands above or below, and how long that history is. */
function historyReadings(snapshot: Snapshot, { find }: Facts): Fact[] {
  const years = find('valuation.history-years') ?? 0;
  if (years < bounds.minValuationYears) return [];
  const span = reading(snapshot, {
    id: 'valuation.years',
    group: 'valuation',
    zh: '估值历史的长度（年）',
    en: 'Length of the valuation history, in years',
    value: years,
    unit: 'count',
    digits: Math.abs(years - Math.round(years)) < 0.05 ? 0 : 1,
    formula: 'days between the first and the last valuation / 365.25',
    inputs: ['valuation.history-years'],
  });
  const shares = ratios.flatMap(({ key, zh, en }) => {
    const percentile = find(`valuation.${key}-percentile`);
    if (percentile === undefined) return [];
    const dear = percentile >= 50;
    return [
      reading(snapshot, {
        ...shareOfDays(dear ? percentile : 100 - percentile),
        id: `valuation.${key}-${dear ? 'above' : 'below'}`,
        group: 'valuation',
        zh: `${zh}${dear ? '更低' : '更高'}的交易日占比`,
        en: `Share of days with a ${dear ? 'lower' : 'higher'} ${en}`,
        formula: dear ? `${en} percentile in own history` : `100 - ${en} percentile in own history`,
        inputs: [`valuation.${key}-percentile`],
      }),
    ];
  });
  return shares.length > 0 ? [span, ...shares] : [];
}

function ownHistory(
  { find }: Facts,
  { key, zh, en, strength }: (typeof ratios)[number],
): Finding | undefined {
  const value = find(`valuation.${key}`);
  const percentile = find(`valuation.${key}-percentile`);
  if (value === undefined || percentile === undefined || value <= 0 || find('valuation.years') === undefined)
    return undefined;
  const median =
    find(`valuation.${key}-median`) === undefined
      ? { zh: '', en: '' }
      : { zh: `（中位数 [[valuation.${key}-median]]）`, en: ` (median [[valuation.${key}-median]])` };
  const dear = percentile >= 50;
  const base = {
    zh: `${zh} [[valuation.${key}]]${median.zh}，${dear ? `高于近 [[valuation.years]]年里 [[valuation.${key}-above]]` : `低于近 [[valuation.years]]年里 [[valuation.${key}-below]]`} 的交易日`,
    en: `a ${en} of [[valuation.${key}]]${median.en} is ${dear ? `dearer than on [[valuation.${key}-above]]` : `cheaper than on [[valuation.${key}-below]]`} of days in [[valuation.years]] years`,
  };
  if (key === 'pe-ttm' && value > bounds.peDistorted)
    return finding(
      'valuation.pe-ttm',
      0,
      0.2,
      `${base.zh}，但利润太薄，市盈率已不能衡量贵贱`,
      `${base.en}, but profits are so thin that a P/E no longer tells dear from cheap`,
    );
  const direction = (50 - percentile) / 50;
  const nth = ratios.findIndex((ratio) => ratio.key === key);
  const ends = Math.abs(direction) < clearDirection ? level : dear ? dearer : cheaper;
  const isExtreme = percentile <= bounds.cheapPercentile || percentile >= bounds.dearPercentile;
  const [endZh, endEn] = (isExtreme ? (dear ? dearest : cheapest) : ends)[nth]!;
  return finding(
    `valuation.${key}`,
    direction,
    isExtreme ? strength : strength * 0.6,
    `${base.zh}，${endZh}`,
    `${base.en}: ${endEn}`,
  );
}

/** P/E over growth: only for a positive P/E, and for growth that is positive and does not come from almost nothing. */
function growthReadings(snapshot: Snapshot, { find }: Facts): Fact[] {
  const pe = find('valuation.pe-ttm');
  const growth = find('fundamentals.net-income-growth');
  if (pe === undefined || growth === undefined || pe <= 0) return [];
  if (growth <= 1 || growth > bounds.growthDistortedPct) return [];
  return [
    reading(snapshot, {
      id: 'valuation.peg',
      group: 'valuation',
      zh: '市盈率相对增速',
      en: 'P/E over growth',
      value: pe / growth,
      unit: 'ratio',
      digits: 2,
      formula: 'P/E (TTM) / net income growth in percent',
      inputs: ['valuation.pe-ttm', 'fundamentals.net-income-growth'],
    }),
  ];
}

export function valuationReadings(snapshot: Snapshot, known: ReadonlyMap<string, Fact>): Fact[] {
  const facts = readFacts(known);
  return [...historyReadings(snapshot, facts), ...growthReadings(snapshot, facts)];
}

function againstGrowth({ find }: Facts): Finding | undefined {
  const peg = find('valuation.peg');
  if (peg === undefined) return undefined;
  if (peg <= bounds.pegCheap)
    return finding(
      'valuation.peg',
      0.7,
      0.5,
      '市盈率与利润增速之比为 [[valuation.peg]]，按去年的增速看价格并不贵',
      'at the pace of the last year the P/E over growth is [[valuation.peg]]: the growth carries the price',
    );
  return peg >= bounds.pegDear
    ? finding(
        'valuation.peg',
        -0.6,
        0.45,
        '市盈率与利润增速之比为 [[valuation.peg]]，价格已经预支了多年的增长',
        'the P/E over growth is [[valuation.peg]]: the price has drawn years of growth forward',
      )
    : finding(
        'valuation.peg',
        0,
        0.3,
        '市盈率与利润增速之比为 [[valuation.peg]]，价格与增长大致匹配',
        'the P/E over growth is [[valuation.peg]]: price and growth roughly match',
      );
}

function loss({ find }: Facts): Finding | undefined {
  const pe = find('valuation.pe-ttm');
  return pe !== undefined && pe <= 0
    ? finding(
        'valuation.loss',
        -0.6,
        0.5,
        '市盈率为 [[valuation.pe-ttm]]，公司尚未盈利，估值缺少利润支撑',
        'the P/E is [[valuation.pe-ttm]]: without profits the valuation has nothing to rest on',
      )
    : undefined;
}

export function valuation(facts: Facts): Finding[] {
  const found = [...ratios.map((ratio) => ownHistory(facts, ratio)), againstGrowth(facts), loss(facts)];
  return found.filter((each) => each !== undefined);
}
