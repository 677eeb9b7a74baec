import { AppError } from '@sagacity/kernel';
import { renderSecretFiles } from '../init/render-secret-files.ts';
import { isRunning } from '../is-running.ts';
import type { Action, Plan } from '../plan.ts';
import { findStoreUser } from '../secrets/find-store-user.ts';
import { primarySecrets } from '../secrets/primary-secrets.ts';
import { isRedis } from '../stack/find-stale.ts';
import { rollAll } from './roll-all.ts';
import { compose, type RotateInput, type SecretRotation, secretOf, write } from './rotation.ts';

const losses: Readonly<Record<SecretRotation, string>> = {
  signing: 'everybody has to sign in again',
  encryption: 'stored vendor keys were removed: type them again in the settings',
  redis: 'Redis was away for a moment',
  mongodb: 'programs of before could not sign in to MongoDB until they were replaced',
};

/** New secrets in place of ones that are gone, without the time in which both are accepted. Throws CONFLICT for one that is there. */
export function planRenewLost(input: RotateInput, names: readonly SecretRotation[]): Plan {
  const { dir, stack, secrets, timeoutMs } = input;
  const held = names.filter((name) => secrets[secretOf[name]] !== '');
  if (held.length > 0)
    throw new AppError(
      'CONFLICT',
      `${held.join(', ')}: not lost; leave out --lost to change it without an interruption`,
    );
  const renewed = Object.fromEntries(
    names.map((name) => [secretOf[name], primarySecrets[secretOf[name]].generate()]),
  );
  const all = { ...secrets, ...renewed };
  const files = [
    ...Object.entries(renewed),
    ...renderSecretFiles(stack.settings, all, findStoreUser(dir).user),
  ];
  const up = (...services: string[]): Action[] => [
    compose('up', '-d', '--no-deps', '--no-build', '--force-recreate', ...services),
    { do: 'wait-healthy', expected: Object.fromEntries(services.map((name) => [name, 1])), timeoutMs },
  ];
  const members = stack.services
    .map(({ name }) => name)
    .filter((name) => isRedis(name) && isRunning(stack.containers, name));
  const isUp = isRunning(stack.containers, 'mongodb');
  const actions: Action[] = [
    ...files.flatMap(([name, content]) => write(dir, name, content)),
    ...(names.includes('redis') && members.length > 0 ? up(...members) : []),
    ...(names.includes('mongodb') && isUp ? up('mongodb-init') : []),
    ...(names.includes('encryption') && isUp
      ? [compose('run', '--rm', '--no-deps', '-T', 'tools', 'key', 'reseal', '--forget')]
      : []),
    ...rollAll(names, input),
  ];
  return {
    steps: [{ title: `Renew ${names.join(', ')}`, actions }],
    notes: [
      ...names.map((name) => losses[name]),
      ...(isUp ? [] : ['the stack does not run: sagacity deploy up']),
    ],
  };
}
