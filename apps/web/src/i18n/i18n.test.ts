import { errorCodes, errorTable } from '@sagacity/contracts/errors';
import { describe, expect, it } from 'vitest';
import en from './en/index.ts';
import zh from './zh/index.ts';

type Texts = { [key: string]: string | Texts };
const flat = (texts: Texts, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
const placesOf = (text: string): string[] => (text.match(/\{(\w+)\}/g) ?? []).sort();
const [english, chinese] = [flat(en), flat(zh)];

describe('texts', () => {
  it('has every key in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });
  it('fills the same places in both languages', () => {
    for (const [key, text] of english) {
      const places = new Set(placesOf(text));
      expect(new Set(placesOf(chinese.get(key) ?? '')), key).toEqual(places);
    }
  });
  it('has words for every error a reader can meet', () => {
    const met = errorCodes.filter((code) => errorTable[code].status !== 500 || code === 'INTERNAL');
    const wordless = met.filter(
      (code) => !english.has(`error.happened.${code}`) || !english.has(`error.next.${code}`),
    );
    expect(wordless).toEqual([]);
  });
  it('leaves nothing empty', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
  it('avoids characters the message compiler reads as syntax, but for the two forms of an English count', () => {
    const forms = ([, text]: readonly [string, string]) => text.split(' | ').length;
    expect([...english, ...chinese].filter(([, text]) => /@/.test(text))).toEqual([]);
    expect([...english].filter((entry) => forms(entry) > 2 || /\S\||\|\S/.test(entry[1]))).toEqual([]);
    expect([...chinese].filter(([, text]) => text.includes('|'))).toEqual([]);
  });
  it('says one of a thing and several of it differently', () => {
    const neverOne = new Set(['signIn.tooShort', 'signIn.newLead', 'importing.jump']);
    const single = [...english].filter(
      ([key, text]) => !neverOne.has(key) && !text.includes(' | ') && /\{\w+\} [a-z]*[a-z]{2}s\b/.test(text),
    );
    expect(single).toEqual([]);
  });
});
