import { isMacOf, macOf } from '@sagacity/platform/crypto/mac';

/** The first signs, each is accepted. */
export type RefreshKeys = readonly [Buffer, ...Buffer[]];

/** `<session>.<generation>.<mac>`: any older token of a session is recognised as a copy without remembering it. */
export const makeRefreshToken = ([key]: RefreshKeys, sessionId: string, generation: number): string => {
  const text = `${sessionId}.${generation}`;
  return `${text}.${macOf(key, text)}`;
};

/** Null for anything this installation did not issue. */
export function readRefreshToken(
  keys: RefreshKeys,
  token: string,
): { sessionId: string; generation: number } | null {
  const [sessionId, generation, mac, ...more] = token.split('.');
  if (!sessionId || !generation || !mac || more.length > 0) return null;
  if (!keys.some((key) => isMacOf(key, `${sessionId}.${generation}`, mac))) return null;
  return { sessionId, generation: Number(generation) };
}
