import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { type Finding, finding, worded } from '../finding.ts';
import { type Facts, readFacts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { bounds } from '../weights.ts';

const ratios = [
  { key: 'pe-ttm', zh: '市盈率', en: 'P/E', strength: 0.65 },
  { key: 'pb', zh: '市净率', en: 'P/B', strength: 0.5 },
  { key: 'ps-ttm', zh: '市销率', en: 'P/S', strength: 0.4 },
] as const;

function ownHistory(
  { find }: Facts,
  { key, zh, en, strength }: (typeof ratios)[number],
): Finding | undefined {
  const value = find(`valuation.${key}`);
  const percentile = find(`valuation.${key}-percentile`);
  const years = find('valuation.history-years') ?? 0;
  if (value === undefined || percentile === undefined || value <= 0 || years < bounds.minValuationYears)
    return undefined;
  const hasMedian = find(`valuation.${key}-median`) !== undefined;
  const median = hasMedian
    ? { zh: `，中位数 [[valuation.${key}-median]]`, en: ` (median [[valuation.${key}-median]])` }
    : { zh: '', en: '' };
  const lowest = percentile < 1;
  const base = {
    zh: lowest
      ? `${zh} [[valuation.${key}]]，处在自身历史的最低处（分位 [[valuation.${key}-percentile]]）${median.zh}`
      : `${zh} [[valuation.${key}]]，高于自身历史上 [[valuation.${key}-percentile]] 的时间${median.zh}`,
    en: lowest
      ? `a ${en} of [[valuation.${key}]] is at the very bottom of its own history (percentile [[valuation.${key}-percentile]])${median.en}`
      : `a ${en} of [[valuation.${key}]] is higher than in [[valuation.${key}-percentile]] of its own history${median.en}`,
  };
  const direction = (50 - percentile) / 50;
  if (percentile <= bounds.cheapPercentile)
    return finding(
      `valuation.${key}`,
      direction,
      strength,
      ...worded(
        value,
        [`${base.zh}，估值便宜`, `${base.en}: cheap`],
        [
          `${base.zh}，价格已经包含了不少悲观预期`,
          `${base.en}: the price already holds a good deal of pessimism`,
        ],
        [`${base.zh}，属于自身的低估区间`, `${base.en}: the low end of its own range`],
      ),
    );
  if (percentile >= bounds.dearPercentile)
    return finding(
      `valuation.${key}`,
      direction,
      strength,
      ...worded(
        value,
        [`${base.zh}，估值昂贵，容错空间小`, `${base.en}: dear, with little room for error`],
        [`${base.zh}，已经透支了较多的乐观预期`, `${base.en}: much optimism is already paid for`],
        [
          `${base.zh}，一旦不及预期，回落的空间较大`,
          `${base.en}: there is far to fall should expectations be missed`,
        ],
      ),
    );
  return finding(
    `valuation.${key}`,
    direction,
    strength * 0.6,
    `${base.zh}，估值居中`,
    `${base.en}: neither cheap nor dear`,
  );
}

/** P/E over growth: only for a positive P/E and positive growth. */
export function valuationReadings(snapshot: Snapshot, known: ReadonlyMap<string, Fact>): Fact[] {
  const { find } = readFacts(known);
  const pe = find('valuation.pe-ttm');
  const growth = find('fundamentals.net-income-growth');
  if (pe === undefined || growth === undefined || pe <= 0 || growth <= 1) return [];
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

function againstGrowth({ find }: Facts): Finding | undefined {
  const peg = find('valuation.peg');
  if (peg === undefined) return undefined;
  if (peg <= bounds.pegCheap)
    return finding(
      'valuation.peg',
      0.7,
      0.5,
      '市盈率与利润增速之比为 [[valuation.peg]]，增长足以支撑当前价格',
      'P/E over growth of [[valuation.peg]]: the growth carries the price',
    );
  return peg >= bounds.pegDear
    ? finding(
        'valuation.peg',
        -0.6,
        0.45,
        '市盈率与利润增速之比为 [[valuation.peg]]，价格已经预支了多年的增长',
        'P/E over growth of [[valuation.peg]]: the price has drawn years of growth forward',
      )
    : finding(
        'valuation.peg',
        0,
        0.3,
        '市盈率与利润增速之比为 [[valuation.peg]]，价格与增长大致匹配',
        'P/E over growth of [[valuation.peg]]: price and growth roughly match',
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
