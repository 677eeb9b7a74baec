import type { RowFault } from '@sagacity/contracts/instruments';

export const faultLimit = 1_000;

export interface FaultList {
  readonly rows: readonly RowFault[];
  readonly total: number;
}

/** Collects what is wrong with the files of one import; the first thousand are kept, all are counted. */
export interface Faults extends FaultList {
  add(file: RowFault['file'], line: number, column: string, value: string, reason: string): void;
}

export function newFaults(): Faults {
  const rows: RowFault[] = [];
  let total = 0;
  return {
    rows,
    get total() {
      return total;
    },
    add(file, line, column, value, reason) {
      total += 1;
      if (rows.length < faultLimit) rows.push({ file, line, column, value: value.slice(0, 60), reason });
    },
  };
}
