import { statSync } from 'node:fs';
import { join } from 'node:path';
import { accountSections } from '@sagacity/features/accounts/config';
import { loadConfig } from '@sagacity/features/config';
import { AppError } from '@sagacity/kernel';
import type { Plan } from '../plan.ts';
import { rollAll } from './roll-all.ts';
import { findNext, pathOf, type RotateInput, write } from './rotation.ts';

const dayMs = 86_400_000;

/** From when on no session is left that the signing key of before has signed; null when there is one key only. */
export function findDropDate(dir: string, signingSecret: string): Date | null {
  if (!signingSecret.includes('\n')) return null;
  const { refreshDays } = accountSections.of(loadConfig({ directory: dir, environment: {} })).session;
  return new Date(statSync(join(dir, pathOf('signing_secret'))).mtimeMs + refreshDays * dayMs);
}

/** Accepts the present signing key alone. Throws CONFLICT while sessions of before may be left, unless they are to be signed out. */
export function planDropOld(
  input: RotateInput,
  options: { readonly force: boolean; readonly nowMs: number },
): Plan {
  const { dir, secrets } = input;
  if (findNext(dir, 'signing') !== undefined)
    throw new AppError(
      'CONFLICT',
      'a change of the signing key is not finished: sagacity deploy rotate signing',
    );
  const [present = ''] = secrets.signing_secret.split('\n');
  const from = findDropDate(dir, secrets.signing_secret);
  if (from === null) return { steps: [], notes: ['one signing key is accepted, there is nothing to drop'] };
  if (options.nowMs < from.getTime() && !options.force)
    throw new AppError(
      'CONFLICT',
      `until ${from.toISOString().slice(0, 10)} there may be sessions that the old key has signed; --force signs those out`,
    );
  const actions = [...write(dir, 'signing_secret', present), ...rollAll(['signing'], input)];
  return { steps: [{ title: 'Drop the old signing key', actions }], notes: [] };
}
