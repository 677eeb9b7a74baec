import { expect, it } from 'vitest';
import { readPlain } from './plain/read-plain.ts';
import { readClaims } from './read-claims.ts';

const read = (text: string) =>
  readClaims(readPlain(text).text, []).map(({ value, half, sign, kind, currency }) => [
    sign < 0 ? -value : value,
    half,
    kind,
    currency,
  ]);

it.each([
  ['1,570.62 亿元', [157_062_000_000, 500_000, 'money', 'CNY']],
  ['$212.2bn', [212_200_000_000, 50_000_000, 'money', 'USD']],
  ['HK$3.49 trillion', [3_490_000_000_000, 5_000_000_000, 'money', 'HKD']],
  ['５．４２', [5.42, 0.005, 'plain', null]],
  ['−3.41%', [-3.41, 0.005, 'percent', null]],
  ['百分之三十三点二', [33.2, 0.05, 'percent', null]],
  ['三成', [30, 5, 'percent', null]],
  ['一千八百元', [1800, 0.5, 'money', 'CNY']],
  ['Twenty-three point five percent', [23.5, 0.05, 'percent', null]],
  ['two hundred and twelve billion dollars', [212_000_000_000, 500_000_000, 'money', 'USD']],
  ['30 个基点', [0.3, 0.005, 'percent-points', null]],
  ['1.9 percentage points', [1.9, 0.05, 'percent-points', null]],
  ['0.88 倍', [0.88, 0.005, 'times', null]],
  ['5 手', [500, 50, 'shares', null]],
  ['44 cents', [0.44, 0.005, 'money', 'USD']],
])('reads %s', (text, expected) => {
  const [claim] = read(text);
  expect(claim?.[0]).toBeCloseTo(expected[0] as number, 6);
  expect(claim?.[1]).toBeCloseTo(expected[1] as number, 6);
  expect(claim?.slice(2)).toEqual(expected.slice(2));
});

it('gives both ends of a range their unit and no minus', () => {
  expect(read('10–12%').map(([value, , kind]) => [value, kind])).toEqual([
    [10, 'percent'],
    [12, 'percent'],
  ]);
  expect(read('1422.19-1448.30 元').map(([value]) => value)).toEqual([1422.19, 1448.3]);
});
