import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlain } from './read-plain.ts';
import { sourceOf } from './rewrite.ts';

/** Ways to write 987 that a reader sees as 987, or that become it once more decoded. */
const disguises = [
  ['hexadecimal entities', '&#x39;&#x38;&#x37;'],
  ['decimal entities without a semicolon', '&#57&#56&#55;'],
  ['entities encoded twice', '&amp;#x39;&amp;#56;&amp;#x37;'],
  ['entities encoded five times', '&amp;amp;amp;amp;#x39;&amp;amp;amp;amp;#x38;7'],
  ['an ampersand that is an entity itself', '&#38;#57;&#x26;#56;7'],
  ['superscript', '⁹⁸⁷'],
  ['subscript', '₉₈₇'],
  ['mathematical bold', '𝟗𝟖𝟕'],
  ['mathematical monospace', '𝟿𝟾𝟽'],
  ['full width', '９８７'],
  ['Arabic-Indic', '٩٨٧'],
  ['Devanagari', '९८७'],
  ['circled', '⑨⑧⑦'],
  ['circled, negative', '❾❽❼'],
  ['circled, double', '⓽⓼⓻'],
  ['in parentheses', '⑼⑻⑺'],
  ['with a full stop', '⒐⒏⒎'],
  ['Hangzhou numerals', '〩〨〧'],
  ['zero-width spaces', '9\u200b8\u200b7'],
  ['a soft hyphen and a joiner', '9\u00ad8\u200d7'],
  ['combining marks', '9\u03008\u20e37'],
  ['keycaps', '9\ufe0f\u20e38\ufe0f\u20e37\ufe0f\u20e3'],
  ['emphasis', '9**8**7'],
  ['tags', '9<b>8</b><!-- -->7'],
  ['thin spaces', '9\u20098\u202f7'],
] as const;

describe('readPlain', () => {
  it.each(disguises)('reads 987 in %s', (_name, disguised) => {
    const plain = readPlain(`Worth ${disguised} yuan`);
    expect(plain.text).toMatch(/^Worth 987 yuan$/);
    const at = plain.text.indexOf('987');
    const { start, end } = sourceOf(plain, { start: at, end: at + 3 });
    expect(`Worth ${disguised} yuan`.slice(start, end)).toBe(
      disguised.replace(/\ufe0f\u20e3$/, ''), // what is not seen after the last digit is no part of it
    );
  });

  it.each([
    ['3½ times', '3.5 times'],
    ['⁻9٫5٪', '-9.5%'],
    ['玖佰捌拾柒元', '九百八十七元'],
    ['二〇二四', '二零二四'],
    ['3\\.14', '3.14'],
  ])('reads %s as %s', (written, read) => expect(readPlain(written).text).toBe(read));

  it('leaves list numbers, names and other entities what they are', () => {
    for (const text of ['AT&T and R&D, S&P 500', '&unknown; &copy;', '大陆的股票', 'a < b'])
      expect(readPlain(text).text).toBe(text);
    expect(readPlain('① 增长').text).toBe('(1) 增长');
  });

  it('reads every decimal digit of Unicode, and gives every stretch its place', () => {
    const digit = fc
      .integer({ min: 0, max: 0x1ffff })
      .filter((code) => /\p{Nd}/u.test(String.fromCodePoint(code)));
    fc.assert(
      fc.property(fc.array(digit, { minLength: 1, maxLength: 6 }), (codes) => {
        const written = codes.map((code) => String.fromCodePoint(code)).join('');
        const plain = readPlain(`a ${written} b`);
        expect(plain.text).toMatch(/^a [0-9]+ b$/);
        expect(sourceOf(plain, { start: 2, end: plain.text.length - 2 })).toEqual({
          start: 2,
          end: 2 + written.length,
        });
      }),
    );
  });
});
