const mark = /(?<![*\\])\*\*(?!\*)/;
const endsSentence = /[\s。，、；：！？.,;:!?]/u;
const isMark = (text: string): boolean => /^[\p{P}\p{S}]$/u.test(text);
const isLetter = (text: string): boolean => text !== '' && !/\s/u.test(text) && !isMark(text);

/** Where the punctuation at the end of a text begins. */
function startOfTail(text: string): number {
  let at = text.length;
  while (at > 0 && endsSentence.test(text[at - 1]!)) at--;
  return at;
}

/** One `**…**` between what stands before and after it. */
function closed(before: string, inner: string, after: string): string {
  const next = [...after.slice(0, 2)][0] ?? '';
  const end = isLetter(next) ? startOfTail(inner) : inner.length;
  const [bold, tail] = [inner.slice(0, end), inner.slice(end)];
  if (bold.trim() === '') return `**${inner}**`;
  const opens = isLetter([...before.slice(-2)].at(-1) ?? '') && isMark([...bold.slice(0, 2)][0] ?? '');
  const closes = tail === '' && isLetter(next) && isMark([...bold.slice(-2)].at(-1) ?? '');
  return `${opens ? ' ' : ''}**${bold}**${closes ? ' ' : ''}${tail}`;
}

function closeLine(line: string): string {
  const pieces = line.split(mark);
  const isOdd = pieces.length % 2 === 0;
  return pieces
    .map((piece, at) => {
      if (at % 2 === 0) return piece;
      if (isOdd && at === pieces.length - 1) return `**${piece}`;
      return closed(pieces[at - 1] ?? '', piece, pieces[at + 1] ?? '');
    })
    .join('');
}

/**
 * Markdown in which bold shows as bold: CommonMark takes the marks of `**买入。**价格` and `为**“买入”**` for asterisks, as no space
 * parts them from the letter outside. Punctuation goes behind the marks, else a space comes between.
 */
export const closeBold = (text: string): string => text.split('\n').map(closeLine).join('\n');
