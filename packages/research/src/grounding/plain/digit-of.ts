/** Numbers that Unicode neither calls decimal digits nor decomposes: first code point, its value, how many. */
const runs: readonly (readonly [number, number, number])[] = [
  [0x24eb, 11, 10],
  [0x24f5, 1, 10],
  [0x24ff, 0, 1],
  [0x2776, 1, 10],
  [0x2780, 1, 10],
  [0x278a, 1, 10],
  [0x3021, 1, 9],
  [0x3038, 10, 1],
  [0x3039, 20, 1],
  [0x303a, 30, 1],
  [0x1f10b, 0, 1],
  [0x1f10c, 0, 1],
];
const fractions: Readonly<Record<string, string>> = {
  '1⁄2': '.5',
  '1⁄3': '.33',
  '1⁄4': '.25',
  '1⁄5': '.2',
  '1⁄6': '.17',
  '1⁄7': '.14',
  '1⁄8': '.125',
  '1⁄9': '.11',
  '1⁄10': '.1',
  '2⁄3': '.67',
  '2⁄5': '.4',
  '3⁄4': '.75',
  '3⁄5': '.6',
  '3⁄8': '.375',
  '4⁄5': '.8',
  '5⁄6': '.83',
  '5⁄8': '.625',
  '7⁄8': '.875',
  '0⁄3': '.0',
};
const isDecimal = (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** The value of a decimal digit of any script: its digits follow each other from zero, ten by ten. */
function decimalOf(code: number): string {
  let first = code;
  while (isDecimal(first - 1)) first--;
  return String((code - first) % 10);
}

/** A character that is a number, in ASCII: `⁹` → 9, `𝟗` → 9, `٩` → 9, `⑨` → 9, `½` → .5; null when its value is not known here. */
export const digitOf = remembered((char) => {
  const code = char.codePointAt(0) ?? 0;
  if (isDecimal(code)) return decimalOf(code);
  const run = runs.find(([first, , count]) => code >= first && code < first + count);
  if (run) return String(run[1] + (code - run[0]));
  const folded = char.normalize('NFKC');
  const ideograph = '〇一二三四五六七八九十'.indexOf(folded.replace(/[()]/g, '') || '-');
  if (ideograph >= 0) return String(ideograph);
  return fractions[folded] ?? /^\(?(\d{1,2})[).,]?$/.exec(folded)?.[1] ?? null;
});

/** There are fewer than three thousand such characters. */
function remembered(look: (char: string) => string | null): (char: string) => string | null {
  const held = new Map<string, string | null>();
  return (char) => {
    const known = held.get(char);
    if (known !== undefined) return known;
    const found = look(char);
    held.set(char, found);
    return found;
  };
}
