/** `name { lines }`, the lines indented by four spaces; empty lines stay empty. */
export function block(name: string, ...parts: readonly string[]): string {
  const inside = parts.join('\n').split('\n');
  return [`${name} {`, ...inside.map((line) => (line === '' ? '' : `    ${line}`)), '}'].join('\n');
}
