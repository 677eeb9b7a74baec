const quote = 34;
const opening = new Set([91, 123]);
const closing = new Set([93, 125]);

/** Whether JSON text nests lists and objects deeper than `most`, found in one pass before anything is built from it. */
export function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === quote) {
      at = endOfText(text, at);
      if (at === -1) return false;
    } else if (opening.has(sign)) {
      if (++depth > most) return true;
    } else if (closing.has(sign)) depth--;
  }
  return false;
}

/** Where the quoted text that begins at `from` ends: at a quote after an even number of backslashes. */
function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (text[before - 1] === '\\') before--;
    if ((at - before) % 2 === 0) return at;
  }
  return -1;
}
