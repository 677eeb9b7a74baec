import { type EpochDay, type Instrument, toEpochDay } from '@sagacity/kernel';
import { dayInZone } from '../../snapshot/day-in-zone.ts';
import { adjustmentsFromEvents } from '../adjustments-from-events.ts';
import { barsFromRows } from '../bars-from-rows.ts';
import type { Quotes } from '../datasets.ts';
import { ProviderFailure } from '../failure.ts';
import type { Chart } from './chart.ts';

const rounded = (price: number): number => Math.round(price * 1e4) / 1e4;

/**
 * Prices as quoted on their day and the events between them. Yahoo divides prices and dividends before a split by its ratio and
 * multiplies volumes; here that is undone. Throws unit-mismatch when the prices are in another currency.
 */
export function quotesOfChart(chart: Chart, instrument: Instrument, to: EpochDay): Quotes {
  const { currency } = chart.meta;
  if (currency != null && currency !== instrument.currency) {
    throw new ProviderFailure(
      'unit-mismatch',
      `yahoo quotes ${instrument.id} in ${currency}, expected ${instrument.currency}`,
    );
  }
  const dayOf = (seconds: number): EpochDay => toEpochDay(dayInZone(seconds * 1000, instrument.timeZone));
  const splits = Object.values(chart.events.splits)
    .map(({ date, numerator, denominator }) => ({ exDay: dayOf(date), times: numerator / denominator }))
    .filter(({ times }) => times > 0);
  const timesAfter = (day: EpochDay): number =>
    splits.reduce((product, { exDay, times }) => (exDay > day ? product * times : product), 1);

  const quote = chart.indicators.quote[0];
  const rows = chart.timestamp.map((seconds, i) => {
    const day = dayOf(seconds);
    const times = timesAfter(day);
    const price = (column: readonly (number | null)[] | undefined): number =>
      rounded((column?.[i] ?? Number.NaN) * times);
    return {
      day,
      open: price(quote?.open),
      high: price(quote?.high),
      low: price(quote?.low),
      close: price(quote?.close),
      volume: Math.round((quote?.volume[i] ?? Number.NaN) / times),
    };
  });
  const bars = barsFromRows(rows, to);
  if (bars.day.length === 0) throw new ProviderFailure('no-data', `yahoo has no bars of ${instrument.id}`);
  const dividends = Object.values(chart.events.dividends).map(({ date, amount }) => {
    const exDay = dayOf(date);
    return { exDay, cash: amount * timesAfter(exDay), splitRatio: 1 };
  });
  const events = [
    ...dividends,
    ...splits.map(({ exDay, times }) => ({ exDay, cash: 0, splitRatio: 1 / times })),
  ].filter(({ exDay }) => exDay <= to);
  return { bars, adjustments: adjustmentsFromEvents(events, bars) };
}
