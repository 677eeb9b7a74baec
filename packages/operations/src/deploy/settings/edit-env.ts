import { parseEnv } from 'node:util';

/** Names and values of a `.env` text; of a name given twice the last counts, as docker compose has it. */
export const parseEnvText = (text: string): Record<string, string> =>
  Object.fromEntries(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? '']));

/** Of the setting on this line; undefined for a comment. */
export const nameOf = (line: string): string | undefined =>
  /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1];

/**
 * The text with these values. Lines of other names, comments, order and line ends stay as they are, and so does the line of a name
 * whose value is already the one wanted. New names go to the end, each under its comment.
 */
export function editEnv(
  text: string,
  values: ReadonlyMap<string, string>,
  commentOf: (name: string) => string = () => '',
): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const present = parseEnvText(text);
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  for (const [name, value] of values) {
    if (present[name] === value) continue;
    const at = lines.findLastIndex((line) => nameOf(line) === name);
    const comment = commentOf(name);
    if (at >= 0) lines[at] = `${name}=${value}`;
    else lines.push(...(comment === '' ? [] : [`# ${comment}`]), `${name}=${value}`);
  }
  const edited = lines.length === 0 ? '' : `${lines.join(eol)}${eol}`;
  return edited.trimEnd() === text.trimEnd() ? text : edited;
}
