import { type Instrument, parseInstrument, toEpochDay, toIsoDay } from '@sagacity/kernel';
import type { BarStore } from '@sagacity/platform/bars/port';
import { clockAt } from '@sagacity/testkit/clock-at';
import { openTestBarStore } from '@sagacity/testkit/open-test-bar-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportCsv, importCsv } from './import-csv.ts';
import { readFiles } from './read-files.ts';

const clock = clockAt('2026-11-23T12:00:00Z');
const aapl = parseInstrument('AAPL');
const heading = 'date,open,high,low,close,volume\n';
const good = `${heading}2024-03-04,10,11,9,10.5,1000\n2024-03-05,10.5,12,10,11,2000\n`;

let bars: BarStore;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ bars, close } = await openTestBarStore());
});
afterEach(() => close());

const run = (input: Partial<ImportCsv> & { bars: string; instrument?: Instrument }) =>
  importCsv(
    { bars, clock, readFiles: async (input) => readFiles(input) },
    { instrument: aapl, owner: 'somebody', ...input },
  );
const faultsOf = async (text: string): Promise<string[]> => {
  const error = await run({ bars: text }).catch((thrown: unknown) => thrown);
  const { rows } = (error as { details: { rows: { line: number; column: string; reason: string }[] } })
    .details;
  return rows.map(({ line, column, reason }) => `${line} ${column} ${reason}`);
};

describe('importCsv', () => {
  it('stores raw bars and reports what it wrote', async () => {
    expect(await run({ bars: good })).toMatchObject({
      written: true,
      bars: { rows: 2, inserted: 2, updated: 0, from: '2024-03-04', to: '2024-03-05' },
      faults: [],
    });
    expect([...(await bars.readBars('US:AAPL')).close]).toEqual([10.5, 11]);
    expect((await bars.coverage('US:AAPL'))[0]?.source).toBe('csv');
  });

  it('writes nothing in a dry run and still reports faults', async () => {
    const reply = await run({ bars: `${good}2024-03-06,x,12,10,11,2000\n`, dryRun: true });
    expect(reply).toMatchObject({ written: false, bars: { rows: 2 } });
    expect(reply.faults).toEqual([
      { file: 'bars', line: 4, column: 'open', value: 'x', reason: 'is not a number' },
    ]);
    expect(await bars.coverage()).toEqual([]);
  });

  it('writes nothing when one row is bad', async () => {
    await expect(run({ bars: `${good}2024-03-06,-1,12,10,11,2000\n` })).rejects.toMatchObject({
      code: 'IMPORT_REJECTED',
    });
    expect(await bars.coverage()).toEqual([]);
  });

  it('reads a byte order mark, CRLF, Chinese headings in any order and slashed dates', async () => {
    const text =
      '\ufeff成交额,日期,收盘,开盘,最低,最高,成交量\r\n"10,234.5",2024/3/4,10.5,10,9,11,"1,000"\r\n';
    await run({ bars: text, instrument: parseInstrument('600519') });
    const held = await bars.readBars('CN:600519');
    expect(held.day[0]).toBe(toEpochDay('2024-03-04'));
    expect([held.open[0], held.high[0], held.low[0], held.close[0], held.volume[0], held.amount[0]]).toEqual([
      10, 11, 9, 10.5, 1000, 10_234.5,
    ]);
  });

  it.each([
    ['2024-02-30,10,11,9,10,5', '2 date is not a date; write YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD'],
    ['2024-03-09,10,11,9,10,5', '2 date is a Saturday or Sunday, when no exchange trades'],
    ['2026-11-24,10,11,9,10,5', '2 date is in the future (today is 2026-11-23)'],
    ['20240304,10,11,9,10', '2  is cut into 5, the heading into 6'],
    ['2024-03-04,NaN,11,9,10,5', '2 open is not a number'],
    ['2024-03-04,,11,9,10,5', '2 open is not a number'],
    ['2024-03-04,0,11,9,10,5', '2 open is zero'],
    ['2024-03-04,10,11,0.0000009,10,5', '2 low is less than 0.000001'],
    ['0001-01-01,10,11,9,10,5', '2 date is before 1800-01-01'],
    ['1799-12-31,10,11,9,10,5', '2 date is before 1800-01-01'],
    ['2024-03-04,10,11,9,-10,5', '2 close is negative'],
    ['2024-03-04,10,8,9,8.5,5', '2 high is below the low of 9'],
    ['2024-03-04,12,11,9,10,5', '2 open is above the high of 11'],
    ['2024-03-04,10,11,9,8,5', '2 close is below the low of 9'],
    ['2024-03-04,10,11,9,10,1.5', '2 volume is not a whole number of shares'],
    ['2024-03-04,10,11,9,10,-5', '2 volume is negative'],
  ])('names the fault of %s', async (row, fault) => {
    expect(await faultsOf(`${heading}${row}\n`)).toEqual([fault]);
  });

  it('names rows out of order and days given twice', async () => {
    const rows = ['2024-03-05', '2024-03-04', '2024-03-05', '2024-03-06'].map((day) => `${day},10,11,9,10,5`);
    expect(await faultsOf(heading + rows.join('\n'))).toEqual([
      '3 date comes after 2024-03-05; rows must ascend by date',
      '4 date is the same day as line 2',
    ]);
  });

  it('names missing columns', async () => {
    expect(await faultsOf('date,open,high,low\n2024-03-04,1,1,1\n')).toEqual([
      '1 close the heading has no such column',
      '1 volume the heading has no such column',
    ]);
  });

  it('lets open and close leave the range by a rounding', async () => {
    await run({ bars: `${heading}2024-03-04,10.004,10,9,8.996,5\n` });
  });

  it('lists the first thousand faults and counts all', async () => {
    const rows = Array.from({ length: 1_500 }, () => 'x,1,1,1,1,1').join('\n');
    const error = await run({ bars: heading + rows }).catch((thrown: unknown) => thrown);
    const { details } = error as { details: { rows: unknown[]; total: number } };
    expect([details.rows.length, details.total]).toEqual([1_000, 1_500]);
  });

  it('turns factors into adjustments and tells none from unknown', async () => {
    await run({ bars: good });
    expect(await bars.readAdjustments('US:AAPL', 99_999)).toEqual([]);
    const factors = 'date,price_factor,split_factor\n2024-03-04,0.99,0.25\n2050-12-31,1,1\n';
    expect(await run({ bars: good, factors })).toMatchObject({ adjustments: 1, bars: { inserted: 0 } });
    expect(await bars.readAdjustments('US:AAPL', 99_999)).toEqual([
      { exDay: toEpochDay('2024-03-04'), priceRatio: 1, splitRatio: 1 },
      { exDay: toEpochDay('2024-03-05'), priceRatio: 0.99, splitRatio: 0.25 },
    ]);
  });

  it('stores valuations with negative and blank ratios', async () => {
    const valuation = 'date,pe_ttm,pb_mrq,st\n2024-03-04,-5,1.5,0\n2024-03-05,,1.6,0\n';
    expect(await run({ bars: good, valuation })).toMatchObject({ valuations: 2 });
    const held = await bars.readValuations('US:AAPL');
    expect([...held.peTtm, ...held.pbMrq, held.psTtm[0]]).toEqual([-5, Number.NaN, 1.5, 1.6, Number.NaN]);
  });

  it('names bad rows of the factor and valuation files', async () => {
    const error = await run({
      bars: good,
      factors: 'date,price_factor,split_factor\n2024-03-04,0,1\n',
      valuation: 'date,pe_ttm\n2024-03-04,abc\n',
    }).catch((thrown: unknown) => thrown);
    expect((error as { details: { rows: unknown } }).details.rows).toEqual([
      {
        file: 'factors',
        line: 2,
        column: 'price_factor',
        value: '0',
        reason: 'is not a number from 0.000001 to 1000000',
      },
      { file: 'valuation', line: 2, column: 'pe_ttm', value: 'abc', reason: 'is not a number' },
    ]);
  });

  it('refuses the simulated exchange', async () => {
    await expect(run({ bars: good, instrument: parseInstrument('DEMO:NEBULA') })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  it('refuses numbers no exchange can have printed, which once were stored as infinite', async () => {
    expect(await faultsOf(`${good}2024-03-06,11,1e400,10,11,2000\n`)).toEqual(['4 high is not a number']);
    expect(await faultsOf(`${good}2024-03-06,11,2e9,10,11,2000\n`)).toEqual([
      '4 high is more than 1000000000',
    ]);
    const factors = 'date,price_factor,split_factor\n2024-03-04,1e99,1\n';
    await expect(run({ bars: good, factors })).rejects.toThrow('is not a number from 0.000001 to 1000000');
    const valuation = 'date,pe_ttm\n2024-03-04,-1e99\n';
    await expect(run({ bars: good, valuation })).rejects.toThrow('is beyond ±1000000000');
  });

  it.each([
    [1, 100, 'lots of 100 shares'],
    [1_000, 100, 'lots of 100 shares (手) and amount in thousands'],
    [1_000, 1, 'amount in thousands'],
    [10_000, 1, 'amount in ten thousands'],
    [1, 8, 'is not in shares'],
  ])(
    'refuses amounts in %i and volumes in %i, and says how to mend them',
    async (amountUnit, volumeUnit, said) => {
      const faults = await run({ bars: withAmounts(amountUnit, volumeUnit) }).catch(
        (error: Error) => error.message,
      );
      expect(faults).toContain(said);
      expect(await bars.coverage()).toEqual([]);
    },
  );

  it('names the first line of the quarter whose units changed', async () => {
    const mixed = `${withAmounts(1, 100, 60)}${withAmounts(1, 1, 60, '2024-07-01').slice(withAmount.length)}`;
    expect(await faultsOf(mixed)).toEqual([expect.stringMatching(/^2 volume is in lots of 100/)]);
    await expect(run({ bars: withAmounts(1, 1) })).resolves.toMatchObject({ written: true });
  });

  it('counts the rows without an amount, whose units it cannot check', async () => {
    const rows = withAmounts(1, 100).split('\n');
    const blank = rows.map((row, i) => (i > 0 && row ? row.replace(/[^,]*$/, '') : row)).join('\n');
    expect((await run({ bars: blank })).bars).toMatchObject({ rows: 60, withoutAmount: 60 });
    expect(
      (await run({ bars: blank.replaceAll(/,(?=$)/gm, '').replace(',amount', '') })).bars.withoutAmount,
    ).toBe(60);
    expect((await run({ bars: withAmounts(1, 1) })).bars.withoutAmount).toBe(0);
  });

  it('names the day of a split that has no factor, and not when the file or an earlier one brings it', async () => {
    const quoted = (day: string) => (day < '2024-02-01' ? 10 : 2.5);
    const rows = withAmounts(1, 1).split('\n').slice(1, -1);
    const prices =
      heading +
      rows
        .map((row) => row.slice(0, 10))
        .map((day) => `${day},${Array(4).fill(quoted(day)).join(',')},1000\n`)
        .join('');
    const factors = 'date,price_factor,split_factor\n2024-01-31,1,0.25\n2049-12-31,1,1\n';
    expect((await run({ bars: prices })).splitJumps).toEqual([
      { day: '2024-02-01', ratio: 0.25, sharesPerShare: 4 },
    ]);
    expect((await run({ bars: prices, factors })).splitJumps).toEqual([]);
    expect((await run({ bars: prices, dryRun: true })).splitJumps).toEqual([]);
  });
});

const withAmount = 'date,open,high,low,close,volume,amount\n';
/** Weekdays at a price of 10, a million shares each. */
function withAmounts(amountUnit: number, volumeUnit: number, rows = 60, from = '2024-01-01'): string {
  const first = toEpochDay(from);
  const days = Array.from({ length: rows * 2 }, (_, i) => first + i).filter((day) => (day + 3) % 7 < 5);
  const line = (day: number) => `${toIsoDay(day)},10,10,10,10,${1e6 / volumeUnit},${1e7 / amountUnit}\n`;
  return withAmount + days.slice(0, rows).map(line).join('');
}
