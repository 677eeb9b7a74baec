import type { IndicatorName, IndicatorSeries, IndicatorsReply } from '@sagacity/contracts/instruments';
import { type BarSeries, type Instrument, toIsoDay } from '@sagacity/kernel';
import { indicatorCatalogue } from './indicator-catalogue.ts';
import { type ReadSeries, readSeries } from './read-series.ts';
import type { GatherDeps } from './snapshot/gather.ts';

export interface ReadIndicators extends ReadSeries {
  /** A name twice counts once. */
  readonly names: readonly IndicatorName[];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function seriesOf(name: IndicatorName, bars: BarSeries, firstRow: number): IndicatorSeries {
  const { label, parameters, formula, lines } = indicatorCatalogue[name];
  return {
    name,
    label,
    parameters: [...parameters],
    formula,
    lines: lines(bars).map(({ id, label, values }) => ({
      id,
      label,
      values: Array.from(values.subarray(firstRow), finite),
    })),
  };
}

/**
 * Indicators over all bars up to `asOf` and then cut to the range, so that its first days are as warm as its last and a day's
 * value is the one its facts state. Throws NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are no bars.
 */
export async function readIndicators(
  deps: GatherDeps,
  instrument: Instrument,
  { names, ...range }: ReadIndicators,
): Promise<IndicatorsReply> {
  const { series, firstRow, ...found } = await readSeries(deps, instrument, range);
  return {
    instrument: found.instrument,
    asOf: range.asOf,
    mode: range.mode,
    days: Array.from(series.day.subarray(firstRow), toIsoDay),
    series: [...new Set(names)].map((name) => seriesOf(name, series, firstRow)),
  };
}
