import type { Fact, Language } from '@sagacity/contracts/facts';
import { atr } from '@sagacity/market/indicators/atr';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { ratingNames } from '../rules/prose/words.ts';
import { callSessions } from '../rules/weights.ts';
import { type EndOfCall, endOfCall } from './end-of-call.ts';
import type { Memory, PastDecision } from './port.ts';

type Parts = Pick<Fact, 'label' | 'value' | 'unit' | 'digits' | 'asOf'> &
  Pick<Fact['source'], 'formula' | 'inputs'>;

/**
 * Earlier decisions as facts: rating and day; where the snapshot's bars reach back to that day, the close then, adjusted as of the
 * run's own day, the ATR share of then, and how the call ended (or that it still runs): trading days, price and return (percent) up to
 * there. Prices come from the snapshot alone, so nothing later is known.
 */
export const remember = (
  decisions: readonly PastDecision[],
  snapshot: Snapshot,
  language: Language,
): Memory => {
  const known = decisions.map((decision) => ({ decision, call: endOfCall(decision, snapshot) }));
  return {
    decisions: known.map(({ decision, call }) => ({ ...decision, end: call?.end ?? 'unpriced' })),
    facts: known.flatMap(({ decision, call }, index) =>
      factsOf(decision, call, { nth: index + 1, snapshot, language }),
    ),
  };
};

interface Place {
  readonly nth: number;
  readonly snapshot: Snapshot;
  readonly language: Language;
}

function factsOf(
  decision: PastDecision,
  call: EndOfCall | undefined,
  { nth, snapshot, language }: Place,
): Fact[] {
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
    ...(call ? pricesOf(decision, call, nth, snapshot) : []).map(([name, parts, zh, en]) =>
      make(name, { ...parts, label: label(zh, en) }),
    ),
  ];
}

type Price = readonly [name: string, parts: Omit<Parts, 'label'>, zh: string, en: string];

const labels: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  close: ['前次决定时的收盘价', 'Close at the earlier decision'],
  sessions: ['前次决定至了结或至今的交易日数', 'Trading days of the earlier decision'],
  horizon: ['前次决定的期限（交易日）', 'Horizon of the earlier decision, in trading days'],
  stop: ['前次决定的止损价', 'Stop of the earlier decision'],
  target: ['前次决定的目标价', 'Target of the earlier decision'],
  ended: ['前次决定了结的日期', 'Day the earlier decision ended'],
  'end-price': ['前次决定了结的价格', 'Price the earlier decision ended at'],
  'return-since': ['前次决定至了结或至今的涨跌幅', 'Return of the earlier decision'],
};

function pricesOf({ horizon }: PastDecision, call: EndOfCall, nth: number, snapshot: Snapshot): Price[] {
  const { day, close } = snapshot.bars;
  const { from, to, end, price } = call;
  const part = (name: string, parts: Omit<Parts, 'label' | 'asOf'> & { asOf?: string }): Price => [
    name,
    { asOf: day[to]!, ...parts },
    ...labels[name]!,
  ];
  const priced = (value: number) => ({ value, unit: 'price', digits: value < 1 ? 4 : 2 }) as const;
  const level = (name: 'stop' | 'target'): Price[] =>
    call[name] === undefined
      ? []
      : [
          part(name, {
            ...priced(call[name]),
            asOf: day[from]!,
            formula: `${name} of that decision, adjusted as of ${snapshot.asOf}`,
          }),
        ];
  const counted = { unit: 'count', digits: 0 } as const;
  const parts = [
    part('close', {
      ...priced(close[from]!),
      asOf: day[from]!,
      formula: `close of ${day[from]}, adjusted as of ${snapshot.asOf}`,
    }),
    part('sessions', { ...counted, value: to - from, formula: 'trading days after that day' }),
    part('horizon', {
      ...counted,
      value: callSessions[horizon],
      formula: `declared length, ${horizon} horizon`,
    }),
    ...level('stop'),
    ...level('target'),
  ];
  if (to === from) return parts;
  const isOver = end !== 'running';
  return [
    ...parts,
    ...atrThen(nth, from, snapshot),
    ...(isOver
      ? [
          part('ended', { value: day[to]!, unit: 'date', digits: 0 }),
          part('end-price', {
            ...priced(price),
            formula:
              end === 'horizon'
                ? `close of ${day[to]}, adjusted as of ${snapshot.asOf}`
                : `the ${end}, or the open beyond it`,
            inputs: end === 'horizon' ? [] : [`memory.${nth}.${end}`],
          }),
        ]
      : []),
    part('return-since', {
      value: (price / close[from]! - 1) * 100,
      unit: 'percent',
      digits: 2,
      formula: isOver
        ? 'price at the end / close at the earlier decision - 1'
        : 'close / close at the earlier decision - 1',
      inputs: [isOver ? `memory.${nth}.end-price` : 'market.close', `memory.${nth}.close`],
    }),
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
