import {
  findParameterFault,
  indicatorParameters,
  longestPeriod,
  mostPeriods,
} from '@sagacity/contracts/indicator-parameters';
import type { IndicatorName, IndicatorSeries, IndicatorsReply } from '@sagacity/contracts/instruments';
import { AppError, type BarSeries, type Instrument, toIsoDay } from '@sagacity/kernel';
import { indicatorCatalogue } from './indicator-catalogue.ts';
import { type ReadSeries, readSeries } from './read-series.ts';
import type { GatherDeps } from './snapshot/gather.ts';

export interface ReadIndicators extends ReadSeries {
  /** A name twice counts once. */
  readonly names: readonly IndicatorName[];
  /** Of a single indicator; those of the facts by default. */
  readonly parameters?: readonly number[] | undefined;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function checkParameters(names: readonly IndicatorName[], parameters: readonly number[]): void {
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new AppError('VALIDATION_FAILED', 'parameters: they belong to one indicator; ask for one name.');
  if (findParameterFault(name, parameters) === null) return;
  const { usual, isList = false } = indicatorParameters[name];
  const count = isList ? `one to ${mostPeriods} different periods` : `${usual.length} numbers`;
  throw new AppError(
    'VALIDATION_FAILED',
    `parameters: ${name} takes ${count} such as ${usual.join(',') || 'none'}, periods from 1 to ${longestPeriod}.`,
  );
}

interface SeriesPart {
  readonly bars: BarSeries;
  readonly firstRow: number;
  readonly parameters?: readonly number[] | undefined;
}

function seriesOf(name: IndicatorName, { bars, firstRow, parameters: chosen }: SeriesPart): IndicatorSeries {
  const { label, formula, lines } = indicatorCatalogue[name];
  const parameters = [...(chosen ?? indicatorParameters[name].usual)];
  return {
    name,
    label,
    parameters,
    formula: formula(parameters),
    lines: lines(bars, parameters).map(({ id, label, values }) => ({
      id,
      label,
      values: Array.from(values.subarray(firstRow), finite),
    })),
  };
}

/**
 * Indicators over all bars up to `asOf` and then cut to the range, so that its first days are as warm as its last. A day's value is
 * the one its facts state, but for rounding where more is held than the ten years of the facts. Throws NO_DATA, RATE_LIMITED or UPSTREAM_FAILED when there are no bars.
 */
export async function readIndicators(
  deps: GatherDeps,
  instrument: Instrument,
  { names, parameters, ...range }: ReadIndicators,
): Promise<IndicatorsReply> {
  if (parameters !== undefined) checkParameters(names, parameters);
  const { series, firstRow, ...found } = await readSeries(deps, instrument, range);
  return {
    instrument: found.instrument,
    asOf: range.asOf,
    mode: range.mode,
    period: range.period,
    days: Array.from(series.day.subarray(firstRow), toIsoDay),
    series: [...new Set(names)].map((name) => seriesOf(name, { bars: series, firstRow, parameters })),
  };
}
