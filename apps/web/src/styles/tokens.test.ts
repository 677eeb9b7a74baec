import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const block = (selector: string): [string, string][] => {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf('}', start));
  return [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
    name,
    value.trim(),
  ]);
};
const light = new Map(block('html:root'));
const themes = { light, dark: new Map([...light, ...block('html:root.dark')]) };

const linear = (byte: number) => (byte <= 10 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
function luminance(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  return 0.2126 * linear(value >> 16) + 0.7152 * linear((value >> 8) & 255) + 0.0722 * linear(value & 255);
}
function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const surfaces = ['--surface', '--bg', '--surface-2'];
const text = [
  ...['--ink', '--ink-2', '--ink-3', '--accent', '--ok', '--warn', '--bad', '--red', '--green'],
  ...['--link-hover', '--el-text-color-placeholder', '--el-text-color-secondary'],
];
const tinted = [
  ['--accent', '--accent-soft'],
  ['--warn', '--warn-soft'],
  ['--bad', '--bad-soft'],
  ['--ok', '--ok-soft'],
  ['--demo', '--demo-soft'],
  ['--accent-ink', '--accent'],
] as const;

describe.each(Object.entries(themes))('in the %s theme', (_, theme) => {
  const colourOf = (name: string): string => {
    const value = theme.get(name) ?? '';
    const other = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
    return other === undefined ? value : colourOf(other);
  };
  const ratio = (a: string, b: string) => contrast(colourOf(a), colourOf(b));

  it.each(text)('%s can be read on every surface', (name) => {
    for (const surface of surfaces) expect(ratio(name, surface), surface).toBeGreaterThanOrEqual(4.5);
  });
  it.each(tinted)('%s can be read on %s', (name, surface) => {
    expect(ratio(name, surface)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(['--el-border-color', '--focus'])('%s shows where a field or the focus is', (name) => {
    for (const surface of surfaces) expect(ratio(name, surface), surface).toBeGreaterThanOrEqual(3);
  });
});
