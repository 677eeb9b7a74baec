const ones = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const word = [...ones, ...tens, 'hundred'].join('|');

/** A number in words, up to the hundreds; what follows says in which unit. */
export const englishNumeralPattern = `\\b(?:${word})(?:(?:[- ](?:and )?)(?:${word})){0,8}(?: point(?: (?:${ones.slice(0, 10).join('|')})){1,8})?\\b`;

/** `twenty-three point five` → 23.5 with one decimal shown. */
export function englishNumeral(text: string): { value: number; decimals: number } {
  const [whole = '', fraction = ''] = text.toLowerCase().split(' point');
  let value = 0;
  for (const part of whole.split(/[- ]+/)) {
    if (part === 'hundred') value = (value || 1) * 100;
    else if (tens.includes(part)) value += (tens.indexOf(part) + 2) * 10;
    else if (ones.includes(part)) value += ones.indexOf(part);
  }
  const decimals = fraction
    .trim()
    .split(' ')
    .filter(Boolean)
    .map((digit) => ones.indexOf(digit))
    .join('');
  return { value: Number(`${value}.${decimals || '0'}`), decimals: decimals.length };
}
