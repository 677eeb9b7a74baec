const digits = '零一二三四五六七八九';
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** `三十三点二` → 33.2 with one decimal shown, `九八七` → 987. Whole part up to 千. */
export function chineseNumeral(text: string): { value: number; decimals: number } {
  const [whole = '', fraction = ''] = text.replaceAll('两', '二').split('点');
  const isSpelled = /^[^十百千]{2,}$/.test(whole);
  let value = 0;
  let digit = 0;
  for (const char of whole) {
    const size = tens[char];
    if (size) {
      value += (digit || 1) * size;
      digit = 0;
    } else digit = (isSpelled ? digit * 10 : 0) + digits.indexOf(char);
  }
  const decimals = [...fraction].map((char) => digits.indexOf(char)).join('');
  return { value: Number(`${value + digit}.${decimals || '0'}`), decimals: decimals.length };
}
