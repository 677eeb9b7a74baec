import { AppError } from '../errors.ts';
import { plainForm } from '../plain-form.ts';
import type { Exchange, Instrument, Market } from './instrument.ts';
import { instrumentOf } from './instrument-of.ts';

interface Mark {
  readonly market: Market;
  readonly exchange?: Exchange;
}

const marks: Readonly<Record<string, Mark>> = {
  CN: { market: 'CN' },
  SH: { market: 'CN', exchange: 'SH' },
  SS: { market: 'CN', exchange: 'SH' },
  SSE: { market: 'CN', exchange: 'SH' },
  SZ: { market: 'CN', exchange: 'SZ' },
  SZSE: { market: 'CN', exchange: 'SZ' },
  BJ: { market: 'CN', exchange: 'BJ' },
  BSE: { market: 'CN', exchange: 'BJ' },
  HK: { market: 'HK' },
  HKEX: { market: 'HK' },
  US: { market: 'US' },
  NYSE: { market: 'US' },
  NASDAQ: { market: 'US' },
  DEMO: { market: 'DEMO' },
};

const spellings =
  '600519, 600519.SH, 00700, 700.HK, AAPL, BRK.B, or with its market: CN:600519, HK:700, US:AAPL, DEMO:NEBULA';

/** Accepted spellings, led by the one the text comes close to. */
function hintFor(plain: string): string {
  if (/^\d{1,3}$/.test(plain)) return `HK:${plain}; ${spellings}`;
  return /^[A-Z][A-Z0-9]{5,11}$/.test(plain) ? `DEMO:${plain}; ${spellings}` : spellings;
}

function unknown(text: string, why: string): AppError {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const hint = hintFor(normalise(shown));
  const message = `"${shown}" names no instrument: ${why}. Try ${hint}.`;
  return new AppError('INSTRUMENT_UNKNOWN', message, { text: shown, hint });
}

const longestTyped = 64;
/** Full-width forms become plain ones, spaces and a leading `$` go, letters become capitals. */
const normalise = (text: string): string =>
  plainForm(text, longestTyped)
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/。/g, '.')
    .replace(/^\$/, '')
    .toUpperCase();

function split(text: string): { code: string; said: Mark[] } {
  const said: Mark[] = [];
  const take = (name: string | undefined): void => {
    const mark = name === undefined ? undefined : marks[name];
    if (mark) said.push(mark);
  };
  const colon = /^([A-Z]+):(.+)$/.exec(text);
  if (colon && Object.hasOwn(marks, colon[1]!)) {
    take(colon[1]);
    text = colon[2]!;
  }
  const front = /^(SH|SZ|BJ|HK)\.?(\d+)$/.exec(text) ?? /^(US)\.([A-Z].*)$/.exec(text);
  if (front) {
    take(front[1]);
    return { code: front[2]!, said };
  }
  const back = /^(.+)\.(SH|SS|SZ|BJ|HK|US)$/.exec(text);
  if (back) take(back[2]);
  return { code: back?.[1] ?? text, said };
}

/** A bare code's market: six digits CN, four or five HK, letters US. Nothing bare is DEMO. */
const marketOfBareCode = (code: string): Market | undefined => {
  if (/^\d{6}$/.test(code)) return 'CN';
  if (/^\d{4,5}$/.test(code)) return 'HK';
  return /^[A-Z]/.test(code) ? 'US' : undefined;
};

const canonical = (market: Market, code: string): string => {
  if (market === 'HK') return /^\d{1,5}$/.test(code) ? code.padStart(5, '0') : code;
  return market === 'US' ? code.replace(/[-/]/, '.') : code;
};

/**
 * The instrument meant by what people type, found without a look-up: the same text always gives the same answer.
 * A mark in the text (`SH`, `.HK`, `US:`) decides the market, then `options.market`, then the shape of the code; `US.A` is the
 * ticker A. Marks that contradict each other, the option or the code's exchange are refused (`000001.SH` is an index).
 * Throws INSTRUMENT_UNKNOWN with `details.hint`.
 */
export function parseInstrument(text: string, options: { market?: Market } = {}): Instrument {
  const plain = normalise(text);
  if (plain === '' || plain.length > 24 || text.length > longestTyped)
    throw unknown(text, plain === '' ? 'it is empty' : 'it is too long');
  const { code, said } = split(plain);
  const claims: Mark[] = options.market ? [...said, { market: options.market }] : said;
  const market = claims[0]?.market ?? marketOfBareCode(code);
  if (!market) throw unknown(text, 'its market cannot be told');
  const other = claims.find((mark) => mark.market !== market);
  if (other) throw unknown(text, `it says both ${market} and ${other.market}`);
  const found = instrumentOf(market, canonical(market, code));
  if (!found) throw unknown(text, `${market} has no such code`);
  const wrong = claims.find((mark) => mark.exchange && mark.exchange !== found.exchange);
  if (wrong) throw unknown(text, `${found.code} is listed on ${found.exchange}, not on ${wrong.exchange}`);
  return found;
}
