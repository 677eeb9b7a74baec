import type { RowFault } from '@sagacity/contracts/instruments';
import { type EpochDay, toEpochDay, toIsoDay } from '@sagacity/kernel';
import type { CsvLine, CsvTable } from './csv-table.ts';
import type { Faults } from './faults.ts';
import { parseDay } from './parse-cell.ts';

export interface DayRules {
  /** Days after this one are faults; absent when the future is allowed. */
  readonly today?: EpochDay;
  readonly weekdaysOnly: boolean;
}

export interface DayLine extends CsvLine {
  readonly day: EpochDay;
}

/** No exchange has daily prices of an earlier day: such a date is a slip. */
const firstDay = toEpochDay('1800-01-01');

const isWeekend = (day: EpochDay): boolean => (((day + 3) % 7) + 7) % 7 > 4;

/** The rows with a good date and the right number of cells, in the file's order; everything wrong with the others is a fault. */
export function readDays(
  file: RowFault['file'],
  table: CsvTable,
  column: number,
  rules: DayRules,
  faults: Faults,
): DayLine[] {
  const width = table.heading.length;
  const lineOf = new Map<EpochDay, number>();
  let last = Number.NEGATIVE_INFINITY;
  return table.rows.flatMap((row) => {
    const { line, cells } = row;
    if (cells.length !== width) {
      faults.add(file, line, '', cells.join(','), `is cut into ${cells.length}, the heading into ${width}`);
      return [];
    }
    const text = cells[column] as string;
    const bad = (reason: string): [] => {
      faults.add(file, line, 'date', text, reason);
      return [];
    };
    const day = parseDay(text);
    if (day === undefined) return bad('is not a date; write YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD');
    if (day < firstDay) return bad(`is before ${toIsoDay(firstDay)}`);
    const first = lineOf.get(day);
    if (first !== undefined) return bad(`is the same day as line ${first}`);
    lineOf.set(day, line);
    if (rules.today !== undefined && day > rules.today)
      return bad(`is in the future (today is ${toIsoDay(rules.today)})`);
    if (rules.weekdaysOnly && isWeekend(day)) return bad('is a Saturday or Sunday, when no exchange trades');
    if (day < last) return bad(`comes after ${toIsoDay(last)}; rows must ascend by date`);
    last = day;
    return [{ ...row, day }];
  });
}
