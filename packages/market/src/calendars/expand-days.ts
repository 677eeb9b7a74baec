import { type EpochDay, toEpochDay } from '@sagacity/kernel';

/** Days of a year's line (`01-01 02-18..02-24`). */
export function expandDays(year: number, line: string): EpochDay[] {
  const days: EpochDay[] = [];
  for (const part of line.split(' ')) {
    const [from, to = from] = part.split('..');
    const last = toEpochDay(`${year}-${to}`);
    for (let day = toEpochDay(`${year}-${from}`); day <= last; day++) days.push(day);
  }
  return days;
}
