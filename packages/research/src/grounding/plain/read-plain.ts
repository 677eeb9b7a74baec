import { decodeEntity } from './decode-entity.ts';
import { digitOf } from './digit-of.ts';
import { type Plain, rewrite } from './rewrite.ts';

/** As often as a reader's program may decode once more what was decoded before. */
const decodings = 4;
const entity = /&(?:amp;)*(#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z]{2,14}\d{0,2});?/g;
const invisible = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]+/gu;
const escaped = /\\([.,%$+-])/g;
const enclosed =
  '\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\u{1f100}-\u{1f10c}';
/** `①` in front of a point is a list number; beside digits or before a unit it is a digit. */
const listMark = new RegExp(
  `(?<![\\p{Nd}\\p{No}.,$¥€£+-])[${enclosed}](?!\\s?[\\p{Nd}\\p{No}.,%％‰元倍亿万千百十成股点美港个xX×])`,
  'gu',
);
const number = /(?![0-9])[\p{Nd}\p{No}\u3021-\u3029\u3038-\u303a]/gu;
const sign = /[−﹣－‐‑⁻₋＋⁺₊﹢￥＄﹩％﹪٪．٫٬⁄〇萬億Ａ-Ｚａ-ｚ]/g;
const signs: Readonly<Record<string, string>> = {
  '−': '-',
  '﹣': '-',
  '－': '-',
  '‐': '-',
  '‑': '-',
  '⁻': '-',
  '₋': '-',
  '＋': '+',
  '⁺': '+',
  '₊': '+',
  '﹢': '+',
  '￥': '¥',
  '＄': '$',
  '﹩': '$',
  '％': '%',
  '﹪': '%',
  '٪': '%',
  '．': '.',
  '٫': '.',
  '٬': ',',
  '⁄': '/',
  〇: '零',
  萬: '万',
  億: '亿',
};
/** What a reader does not see between the digits of one number: marks of emphasis, tags, the spaces that group digits. */
const betweenDigits = /(?<=\d[.,]?)(?:\*|~~|`|<[^<>\n]{0,120}>|[\u00a0\u2000-\u200a\u202f])+(?=[.,]?\d)/g;
const formal = '壹贰叁肆伍陆柒捌玖拾佰仟';
const formalNumber = new RegExp(`[零一二三四五六七八九十百千${formal}]{2,}`, 'g');

/** Written for a reader, read for its numbers: digits and signs in ASCII, whatever they are disguised as; emphasis as spaces. */
export function readPlain(text: string): Plain {
  let plain: Plain = { text, places: null };
  for (let i = 0; i < decodings && plain.text.includes('&'); i++)
    plain = rewrite(plain, entity, ([, name]) => decodeEntity(name ?? ''));
  plain = rewrite(plain, invisible, () => '');
  plain = rewrite(plain, escaped, ([, char]) => char ?? '');
  plain = rewrite(plain, listMark, ([char]) => `(${digitOf(char)})`);
  plain = rewrite(plain, number, ([char]) => digitOf(char));
  plain = rewrite(plain, sign, ([char]) => signs[char] ?? String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  plain = rewrite(plain, betweenDigits, () => '');
  plain = rewrite(plain, formalNumber, ([digits]) =>
    digits.replace(
      new RegExp(`[${formal}]`, 'g'),
      (char) => '一二三四五六七八九十百千'[formal.indexOf(char)] ?? char,
    ),
  );
  return rewrite(plain, /\*\*/g, () => '  ');
}
