import { AppError, Secret } from '@sagacity/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCipher } from './cipher.ts';

const cipher = createCipher(new Secret('k'.repeat(40)));
const rejected = expect.objectContaining({ code: 'SECRET_REJECTED' });

describe('createCipher', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, context) => {
        const sealed = cipher.seal(new Secret(text), context);
        expect(cipher.open(sealed, context).reveal()).toBe(text);
        expect(cipher.seal(new Secret(text), context)).not.toBe(sealed);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a text altered in any place', () => {
    const sealed = cipher.seal(new Secret('sk-123456'), 'vendor:a');
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'Q' : 'A';
      const altered = sealed.slice(0, at) + other + sealed.slice(at + 1);
      // The last letter of base64url may carry unused bits: then nothing was altered.
      if (Buffer.from(altered.slice(3), 'base64url').equals(Buffer.from(sealed.slice(3), 'base64url')))
        continue;
      expect(() => cipher.open(altered, 'vendor:a'), String(at)).toThrow(AppError);
    }
  });

  it('refuses a text moved to another context, under another key, or cut', () => {
    const sealed = cipher.seal(new Secret('sk-123456'), 'vendor:a');
    expect(() => cipher.open(sealed, 'vendor:b')).toThrow(rejected);
    expect(() => createCipher(new Secret('q'.repeat(40))).open(sealed, 'vendor:a')).toThrow(rejected);
    for (const cut of ['', 'v1.', sealed.slice(0, 20)])
      expect(() => cipher.open(cut, 'vendor:a')).toThrow(rejected);
  });

  it('seals with the first of two keys and opens what either sealed', () => {
    const [before, after] = [new Secret('b'.repeat(40)), new Secret('a'.repeat(40))];
    const old = createCipher(before).seal(new Secret('sk-1'), 'vendor:a');
    const both = createCipher(after, before);
    expect(both.open(old, 'vendor:a').reveal()).toBe('sk-1');
    expect(
      createCipher(after)
        .open(both.seal(new Secret('sk-2'), 'vendor:a'), 'vendor:a')
        .reveal(),
    ).toBe('sk-2');
    expect(() => both.open(old, 'vendor:b')).toThrow(rejected);
  });
});
