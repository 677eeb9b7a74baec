import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@sagacity/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKey } from './open-key.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const rejected = expect.objectContaining({ code: 'SECRET_REJECTED' });
const open = (given: string | null = null) =>
  openKey({
    name: 'key',
    given: given === null ? null : new Secret(given),
    file: join(directory, 'a', 'key'),
  });

describe('openKey', () => {
  it('generates a key only its owner can read, and keeps it', () => {
    const first = open()[0].reveal();
    expect(first.length).toBeGreaterThanOrEqual(64);
    expect(statSync(join(directory, 'a', 'key')).mode & 0o777).toBe(0o600);
    expect(open()[0].reveal()).toBe(first);
    expect(readFileSync(join(directory, 'a', 'key'), 'utf8')).toContain(first);
  });

  it('refuses a file others can read', () => {
    open();
    chmodSync(join(directory, 'a', 'key'), 0o640);
    expect(() => open()).toThrow(rejected);
  });

  it('refuses a file somebody emptied', () => {
    open();
    writeFileSync(join(directory, 'a', 'key'), '');
    expect(() => open()).toThrow(rejected);
  });

  it.each(['short', 'a'.repeat(64), 'your-super-secret-jwt-key-change-in-production', 'changeme'.repeat(5)])(
    'refuses the configured secret %s',
    (text) => expect(() => open(text)).toThrow(rejected),
  );

  it('takes a strong configured secret without writing a file', () => {
    const strong = 'hJ3kd92Lm-Qw8zXcV5bN7tYpR4sG6fA1';
    expect(open(strong).map((key) => key.reveal())).toEqual([strong]);
    expect(statSync(join(directory, 'a'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('takes a second key on a line of its own, which is as strong, and no third', () => {
    const [one, other] = ['hJ3kd92Lm-Qw8zXcV5bN7tYpR4sG6fA1', 'Zk4mN8pQ2rT6vX0yB3dF7hJ1lC5wE9aS'];
    expect(open(`${one}\n${other}\n`).map((key) => key.reveal())).toEqual([one, other]);
    expect(() => open(`${one}\nshort`)).toThrow(rejected);
    expect(() => open(`${one}\n${other}\n${one}`)).toThrow(rejected);
  });
});
