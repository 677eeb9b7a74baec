import type { Fact, Language } from '@sagacity/contracts/facts';
import { atr } from '@sagacity/market/indicators/atr';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { ratingNames } from '../rules/prose/words.ts';
import type { Memory, PastDecision } from './port.ts';

type Parts = Pick<Fact, 'label' | 'value' | 'unit' | 'digits' | 'asOf'> &
  Pick<Fact['source'], 'formula' | 'inputs'>;

/**
 * Earlier decisions as facts: rating and day; where the snapshot's bars reach back to that day, the close then, adjusted as of the
 * run's own day, the ATR share of then, and the trading days and the return (percent) since. Prices come from the snapshot alone, so nothing later is known.
 */
export const remember = (
  decisions: readonly PastDecision[],
  snapshot: Snapshot,
  language: Language,
): Memory => ({
  decisions,
  facts: decisions.flatMap((decision, index) => factsOf(decision, index + 1, snapshot, language)),
});

function factsOf(decision: PastDecision, nth: number, snapshot: Snapshot, language: Language): Fact[] {
  const make = (name: string, { formula, inputs, ...parts }: Parts): Fact => ({
    id: `memory.${nth}.${name}`,
    group: 'decision',
    ...parts,
    ...(parts.unit === 'price' ? { currency: snapshot.instrument.currency } : {}),
    source: {
      provider: 'memory',
      dataset: 'report',
      url: `/runs/${decision.runId}/report`,
      ...(formula ? { formula } : {}),
      ...(inputs ? { inputs } : {}),
    },
  });
  const label = (zh: string, en: string) => ({ zh: `${zh}（${nth}）`, en: `${en} (${nth})` });
  const { asOf, rating } = decision;
  return [
    make('rating', {
      label: label('前次评级', 'Earlier rating'),
      value: ratingNames[rating][language],
      unit: 'text',
      digits: 0,
      asOf,
    }),
    make('as-of', {
      label: label('前次决定的日期', 'Day of the earlier decision'),
      value: asOf,
      unit: 'date',
      digits: 0,
      asOf,
    }),
    ...pricesSince(decision, nth, snapshot).map(([name, parts, zh, en]) =>
      make(name, { ...parts, label: label(zh, en) }),
    ),
  ];
}

type Price = readonly [name: string, parts: Omit<Parts, 'label'>, zh: string, en: string];

function pricesSince({ asOf }: PastDecision, nth: number, snapshot: Snapshot): Price[] {
  const { day, close } = snapshot.bars;
  const then = day.findLastIndex((each) => each <= asOf);
  if (then < 0) return [];
  const closeThen: Price = [
    'close',
    {
      value: close[then]!,
      unit: 'price',
      digits: close[then]! < 1 ? 4 : 2,
      asOf: day[then]!,
      formula: `close of ${day[then]}, adjusted as of ${snapshot.asOf}`,
    },
    '前次决定时的收盘价',
    'Close at the earlier decision',
  ];
  const sessions = day.length - 1 - then;
  const sessionsSince: Price = [
    'sessions',
    {
      value: sessions,
      unit: 'count',
      digits: 0,
      asOf: snapshot.asOf,
      formula: 'trading days after that day',
    },
    '前次决定以来的交易日数',
    'Trading days since the earlier decision',
  ];
  if (sessions === 0) return [closeThen, sessionsSince];
  return [
    closeThen,
    sessionsSince,
    ...atrThen(nth, then, snapshot),
    [
      'return-since',
      {
        value: (close.at(-1)! / close[then]! - 1) * 100,
        unit: 'percent',
        digits: 2,
        asOf: snapshot.asOf,
        formula: 'close / close at the earlier decision - 1',
        inputs: ['market.close', `memory.${nth}.close`],
      },
      '前次决定以来的涨跌幅',
      'Return since the earlier decision',
    ],
  ];
}

/** How much the price moved when the decision was taken: what came after must not widen what is called usual. */
function atrThen(nth: number, then: number, { bars }: Snapshot): Price[] {
  const upTo = (column: readonly number[]) => Float64Array.from(column.slice(0, then + 1));
  const value = atr({ high: upTo(bars.high), low: upTo(bars.low), close: upTo(bars.close) }).at(-1);
  if (value === undefined || Number.isNaN(value)) return [];
  return [
    [
      'atr-pct',
      {
        value: (value / bars.close[then]!) * 100,
        unit: 'percent',
        digits: 2,
        asOf: bars.day[then]!,
        formula: 'ATR(14) / close at the earlier decision',
        inputs: [`memory.${nth}.close`],
      },
      '前次决定时 ATR(14) 占收盘价',
      'ATR(14) of close at the earlier decision',
    ],
  ];
}
