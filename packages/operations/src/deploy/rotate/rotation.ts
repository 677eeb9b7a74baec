import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareFile } from '../init/compare-files.ts';
import { secretMode } from '../init/deployment-files.ts';
import type { PrimarySecrets } from '../init/render-secret-files.ts';
import { layout } from '../layout.ts';
import type { Action } from '../plan.ts';
import type { PrimarySecretName } from '../secrets/primary-secrets.ts';
import type { Stack } from '../stack/read-stack.ts';

export const rotatedNames = ['signing', 'encryption', 'redis', 'mongodb', 'certificates'] as const;
export type RotatedName = (typeof rotatedNames)[number];

/** The secret that is changed under each name. */
export const secretOf = {
  signing: 'signing_secret',
  encryption: 'encryption_key',
  redis: 'redis_password',
  mongodb: 'mongo_app_password',
} as const satisfies Partial<Record<RotatedName, PrimarySecretName>>;
export type SecretRotation = keyof typeof secretOf;
export const secretNames = Object.keys(secretOf) as SecretRotation[];

export interface RotateInput {
  readonly dir: string;
  readonly stack: Stack;
  readonly secrets: PrimarySecrets;
  readonly timeoutMs: number;
}

/** What one secret adds to each stage. The same command given again finds what is done, and adds that no more. */
export interface Rotation {
  /** The next one is in use already: a change that was begun is gone on with. */
  readonly isUsed: boolean;
  /** Both are accepted from then on; the one of before is used. */
  readonly accept: readonly Action[];
  /** The next one is used. */
  readonly use: readonly Action[];
  /** The one of before is accepted no more. */
  readonly drop: readonly Action[];
}

export const pathOf = (name: string): string => `${layout.secrets}/${name}`;
export const nextPathOf = (name: SecretRotation): string => `${layout.next}/${secretOf[name]}`;

/** Writes a secret, where it is another one: what is written anew counts as changed. */
export function write(dir: string, name: string, content: string): Action[] {
  const { action } = compareFile(dir, { path: pathOf(name), mode: secretMode, content });
  return action === null ? [] : [action];
}

/** The secret that a change which was begun leads to; undefined where none was. */
export function findNext(dir: string, name: SecretRotation): string | undefined {
  const path = join(dir, nextPathOf(name));
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/** Changes that were begun and are not done. */
export const listUnfinished = (dir: string): SecretRotation[] =>
  secretNames.filter((name) => findNext(dir, name) !== undefined);

export const compose = (...args: string[]): Extract<Action, { do: 'run' }> => ({
  do: 'run',
  command: ['docker', 'compose', ...args],
  timeoutMs: 120_000,
});
