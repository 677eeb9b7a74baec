import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRefreshToken, readRefreshToken } from './refresh-token.ts';

const key = Buffer.alloc(32, 1);
const other = Buffer.alloc(32, 2);

describe('refresh tokens', () => {
  it('read back as made, where one of the keys is theirs only', () => {
    const session = fc.stringMatching(/^ses_[0-9a-z]{22}$/);
    fc.assert(
      fc.property(session, fc.nat(), (sessionId, generation) => {
        const token = makeRefreshToken([key], sessionId, generation);
        expect(readRefreshToken([key], token)).toEqual({ sessionId, generation });
        expect(readRefreshToken([other, key], token)).toEqual({ sessionId, generation });
        expect(readRefreshToken([other], token)).toBeNull();
      }),
    );
  });

  it('are none when anything in them differs', () => {
    const token = makeRefreshToken([key], 'ses_1', 1);
    const [session, generation, mac] = token.split('.');
    for (const changed of [
      '',
      '..',
      'ses_1.1',
      `${session}.2.${mac}`,
      `ses_2.${generation}.${mac}`,
      `${token}.x`,
      `${token}A`,
    ])
      expect(readRefreshToken([key], changed), changed).toBeNull();
  });
});
