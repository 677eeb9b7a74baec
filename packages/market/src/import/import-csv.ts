import type { ImportReply } from '@sagacity/contracts/instruments';
import { AppError, type Clock, type Instrument, toEpochDay, toIsoDay } from '@sagacity/kernel';
import type { BarStore } from '@sagacity/platform/bars/port';
import { csvSource } from '../providers/csv/index.ts';
import { markKnown } from '../providers/csv/read-held.ts';
import { dayInZone } from '../snapshot/day-in-zone.ts';
import type { FaultList } from './faults.ts';
import type { ImportFiles, ReadFiles } from './read-files.ts';

export interface ImportDeps {
  readonly bars: BarStore;
  readonly clock: Clock;
  readonly readFiles: ReadFiles;
}

export interface ImportCsv extends ImportFiles {
  readonly instrument: Instrument;
  /** The account that asks. */
  readonly owner: string;
  readonly dryRun?: boolean;
}

function rejection(instrument: string, { rows, total }: FaultList): AppError {
  const [first] = rows;
  const where = first
    ? `${first.file} line ${first.line}: ${first.column} "${first.value}" ${first.reason}`
    : '';
  return new AppError(
    'IMPORT_REJECTED',
    `Nothing was imported for ${instrument}: ${total} fault${total === 1 ? '' : 's'}, the first in ${where}. Correct the file and import it again.`,
    { rows, total },
  );
}

/**
 * Checks the files and stores raw bars, adjustments and valuations, or nothing at all when any row is bad. A dry run reports the
 * faults in its reply; otherwise they throw IMPORT_REJECTED with `details.rows` (the first thousand) and `details.total`. Importing
 * again replaces rows of the same day. Throws VALIDATION_FAILED for simulated instruments.
 */
export async function importCsv(deps: ImportDeps, input: ImportCsv): Promise<ImportReply> {
  const { instrument, dryRun = false } = input;
  const { id, market } = instrument;
  if (market === 'DEMO') {
    throw new AppError(
      'VALIDATION_FAILED',
      `${id} is simulated; import real data under its own market, e.g. US:AAPL.`,
    );
  }
  const today = toEpochDay(dayInZone(deps.clock.now(), instrument.timeZone));
  const texts = { bars: input.bars, factors: input.factors, valuation: input.valuation };
  const [coverage] = await deps.bars.coverage(id);
  const isOwn = coverage?.source === csvSource;
  const held = isOwn ? await deps.bars.readAdjustments(id, today) : [];
  const read = await deps.readFiles({ ...texts, market, today, held }, input.owner);
  const { bars, adjustments, valuation, faults } = read;
  const first = bars.day.at(0);
  if (faults.total > 0 && !dryRun) throw rejection(id, faults);

  let counts = { inserted: 0, updated: 0 };
  if (!dryRun && first !== undefined) {
    // Bars of another source would be mixed with the file's, so they go first.
    if (coverage && !isOwn) await deps.bars.removeInstrument(id);
    // Bars last: nothing of an instrument is read before it has bars.
    if (adjustments) await deps.bars.putAdjustments(id, markKnown(adjustments, first));
    if (valuation) await deps.bars.upsertValuations(id, valuation);
    counts = await deps.bars.upsertBars(id, bars, csvSource);
  }
  return {
    instrument: id,
    written: !dryRun,
    bars: {
      rows: bars.day.length,
      ...counts,
      withoutAmount: bars.amount.filter(Number.isNaN).length,
      from: dayOrNull(first),
      to: dayOrNull(bars.day.at(-1)),
    },
    adjustments: adjustments?.length ?? 0,
    valuations: valuation?.day.length ?? 0,
    splitJumps: read.splitJumps.slice(0, shownJumps).map((jump) => ({ ...jump, day: toIsoDay(jump.day) })),
    faults: [...faults.rows],
    faultTotal: faults.total,
  };
}

const shownJumps = 20;
const dayOrNull = (day: number | undefined) => (day === undefined ? null : toIsoDay(day));
