/**
 * Passes on what a reader should see while a model writes: section headings become blank lines, the closing JSON block is held back.
 * A line is passed on as soon as it cannot be either. A new attempt starts over.
 */
export function visibleText(
  onText: (text: string, attempt: number) => void,
): (text: string, attempt: number) => void {
  let attempt = 0;
  let line = '';
  let passed = 0;
  let ended = false;
  return (text, now) => {
    if (now !== attempt) {
      attempt = now;
      line = '';
      passed = 0;
      ended = false;
    }
    let out = '';
    for (const char of text) {
      if (ended) break;
      line += char;
      if (line.length < longestMark && line.trimEnd() === '```json') ended = true;
      else if (char === '\n') {
        if (!/^#{1,6}[ \t]*section:/.test(line)) out += line.slice(passed);
        line = '';
        passed = 0;
      } else if (!maySpecial(line)) {
        out += line.slice(passed);
        passed = line.length;
      }
    }
    if (out) onText(out, now);
  };
}

/** A longer line is looked at once, when it ends. */
const longestMark = 80;
const maySpecial = (line: string) => line.length < longestMark && isMark(line);
const isMark = (line: string) => '```json'.startsWith(line) || /^#{1,6}[ \t]*(?:s|$)/.test(line);
