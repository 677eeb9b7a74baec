const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  numsp: ' ',
  puncsp: ' ',
  hairsp: ' ',
  Tab: ' ',
  NewLine: '\n',
  shy: '',
  zwj: '',
  zwnj: '',
  ZeroWidthSpace: '',
  period: '.',
  comma: ',',
  percnt: '%',
  dollar: '$',
  yen: '¥',
  pound: '£',
  euro: '€',
  plus: '+',
  minus: '-',
  num: '#',
  semi: ';',
  sup1: '¹',
  sup2: '²',
  sup3: '³',
  frac12: '½',
  half: '½',
  frac13: '⅓',
  frac14: '¼',
  frac15: '⅕',
  frac18: '⅛',
  frac23: '⅔',
  frac34: '¾',
};

/** `#x39`, `#57` and the names a number may be written with; null for any other name, and for no character. */
export function decodeEntity(name: string): string | null {
  if (!name.startsWith('#')) return named[name] ?? null;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : null;
}
