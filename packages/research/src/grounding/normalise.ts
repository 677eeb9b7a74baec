const single: Readonly<Record<string, string>> = {
  '−': '-',
  '﹣': '-',
  '￥': '¥',
  '．': '.',
  '％': '%',
  '＋': '+',
  '－': '-',
  '＄': '$',
};

/**
 * Full-width digits, letters and signs as ASCII and marks of emphasis as spaces, one character for one, so that offsets stay.
 * Punctuation keeps its width.
 */
export const normalise = (text: string): string =>
  text
    .replace(
      /[−﹣￥．％＋－＄０-９Ａ-Ｚａ-ｚ]/g,
      (char) => single[char] ?? String.fromCharCode(char.charCodeAt(0) - 0xfee0),
    )
    .replaceAll('**', '  ');
