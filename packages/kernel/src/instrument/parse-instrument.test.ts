import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AppError, isAppError } from '../errors.ts';
import { parseInstrument } from './parse-instrument.ts';

const caught = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('parseInstrument', () => {
  it.each([
    ['600519', 'CN:600519', 'SH'],
    ['600519.SH', 'CN:600519', 'SH'],
    ['600519.ss', 'CN:600519', 'SH'],
    ['SH600519', 'CN:600519', 'SH'],
    ['sh.600519', 'CN:600519', 'SH'],
    ['SH:600519', 'CN:600519', 'SH'],
    ['CN:600519.SH', 'CN:600519', 'SH'],
    ['688981', 'CN:688981', 'SH'],
    ['000001', 'CN:000001', 'SZ'],
    ['300750.SZ', 'CN:300750', 'SZ'],
    ['430047', 'CN:430047', 'BJ'],
    ['920002', 'CN:920002', 'BJ'],
    ['510300', 'CN:510300', 'SH'],
    ['159915', 'CN:159915', 'SZ'],
    ['900901', 'CN:900901', 'SH'],
    ['00700', 'HK:00700', 'HK'],
    ['0700', 'HK:00700', 'HK'],
    ['700.HK', 'HK:00700', 'HK'],
    ['0700.hk', 'HK:00700', 'HK'],
    ['HK:700', 'HK:00700', 'HK'],
    ['hk00700', 'HK:00700', 'HK'],
    ['aapl', 'US:AAPL', 'US'],
    ['$AAPL', 'US:AAPL', 'US'],
    ['AAPL.US', 'US:AAPL', 'US'],
    ['US:AAPL', 'US:AAPL', 'US'],
    ['NASDAQ:AAPL', 'US:AAPL', 'US'],
    ['BRK.B', 'US:BRK.B', 'US'],
    ['brk-b', 'US:BRK.B', 'US'],
    ['SH', 'US:SH', 'US'],
    ['US.A', 'US:A', 'US'],
    ['DEMO:NEBULA', 'DEMO:NEBULA', 'DEMO'],
    ['６００５１９．ＳＨ', 'CN:600519', 'SH'],
    [' hk ： 0700 ', 'HK:00700', 'HK'],
    ['\u200b600 519', 'CN:600519', 'SH'],
  ])('reads %s as %s', (text, id, exchange) => {
    expect(parseInstrument(text)).toMatchObject({ id, exchange });
  });

  it.each([
    '',
    ' ',
    '700',
    '000001.SH',
    '600519.SZ',
    '600519.HK',
    'CN:700',
    'US:600519',
    'HK:600519',
    'HK:0',
    '110059',
    'TOOLONG',
    'AAPL.HK',
    'NEBULA',
    'DEMO:',
    ':',
    'X:Y',
    '贵州茅台',
    'constructor:AAPL',
    '-',
    'BRK.B.C',
    'US:AAPL.HK',
  ])('refuses %j and shows accepted spellings', (text) => {
    const error = caught(() => parseInstrument(text));
    expect(isAppError(error, 'INSTRUMENT_UNKNOWN')).toBe(true);
    expect((error as AppError).details.hint).toContain('600519.SH');
  });

  it('hints first at the spelling the text comes close to', () => {
    const hintFor = (text: string) => (caught(() => parseInstrument(text)) as AppError).details.hint;
    expect(hintFor('700')).toMatch(/^HK:700; /);
    expect(hintFor('nebula')).toMatch(/^DEMO:NEBULA; /);
  });

  it('lets the market option decide what a bare code means', () => {
    expect(parseInstrument('700', { market: 'HK' }).id).toBe('HK:00700');
    expect(parseInstrument('nebula', { market: 'DEMO' }).id).toBe('DEMO:NEBULA');
  });

  it('refuses a text that contradicts the market option', () => {
    expect(() => parseInstrument('HK:700', { market: 'US' })).toThrow('both HK and US');
  });

  it('knows currency and time zone of each kind of listing', () => {
    const currencies = ['600519', '900901', '200011', '00700', '80700', 'AAPL', 'DEMO:NEBULA'].map(
      (text) => parseInstrument(text).currency,
    );
    expect(currencies).toEqual(['CNY', 'USD', 'HKD', 'HKD', 'CNY', 'USD', 'XTS']);
    expect(parseInstrument('AAPL').timeZone).toBe('America/New_York');
  });

  const spelling = fc.oneof(
    fc.stringMatching(/^(SH|CN:|sz\.)?(60|00|30|68|83)[0-9]{4}$/),
    fc.stringMatching(/^[A-Z]{1,5}([.-][A-Z]{1,2})?$/),
    fc.stringMatching(/^(HK)?[.:]?[0-9]{4,5}(\.HK)?$/),
    fc.stringMatching(/^(SH|SZ|BJ|CN|HK|US|DEMO)?[.:]?[0-9A-Z]{1,6}([.:/-](SH|SZ|HK|US|A|B|WS))?$/),
    fc.stringMatching(/^(CN|HK|US|DEMO):[0-9A-Z.-]{1,8}$/),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  const market = fc.constantFrom(undefined, 'CN' as const, 'HK' as const, 'US' as const, 'DEMO' as const);

  it('throws nothing but AppError, and reads its own id back to the same instrument', () => {
    let read = 0;
    fc.assert(
      fc.property(spelling, market, (text, option) => {
        const options = option ? { market: option } : {};
        const error = caught(() => parseInstrument(text, options));
        if (error !== undefined) return isAppError(error, 'INSTRUMENT_UNKNOWN');
        const first = parseInstrument(text, options);
        read++;
        expect(parseInstrument(first.id)).toEqual(first);
        expect(parseInstrument(first.id, { market: first.market })).toEqual(first);
        expect(parseInstrument(first.code, { market: first.market })).toEqual(first);
        return true;
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});
