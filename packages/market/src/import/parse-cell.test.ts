import { toEpochDay } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { parseDay, parseNumber } from './parse-cell.ts';

describe('parseDay', () => {
  it.each([
    '2024-03-05',
    '2024/03/05',
    '2024/3/5',
    '2024.3.5',
    '20240305',
    '2024-03-05 00:00:00',
    '2024-03-05T00:00:00Z',
  ])('reads %s', (text) => expect(parseDay(text)).toBe(toEpochDay('2024-03-05')));

  it.each([
    '',
    'x',
    '2024-13-01',
    '2024-02-30',
    '2023-02-29',
    '2024-00-10',
    '2024-3',
    '24-03-05',
    '2024-03/05',
    '202403051',
    '05/03/2024',
    '2024-03-05 09:30:00',
  ])('refuses %j', (text) => expect(parseDay(text)).toBeUndefined());

  it('takes no early year for one of the twentieth century', () => {
    expect(parseDay('0001-01-01')).toBe(-719_162);
  });

  it('knows leap days', () => {
    expect(parseDay('2024-02-29')).toBe(toEpochDay('2024-02-29'));
  });
});

describe('parseNumber', () => {
  it.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['1,234,567.25', 1_234_567.25],
    ['1e3', 1_000],
    ['.5', 0.5],
  ])('reads %s', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(['', 'NaN', 'nan', 'Infinity', 'null', '-', '1,23', '0x10', '1 000', '１２', '12%'])(
    'refuses %j',
    (text) => expect(parseNumber(text)).toBeUndefined(),
  );

  it.each(['1e400', '-1e400', '1e-320', '1e100', '9'.repeat(400)])(
    'refuses %j, which a double cannot hold',
    (text) => expect(parseNumber(text)).toBeUndefined(),
  );
});
