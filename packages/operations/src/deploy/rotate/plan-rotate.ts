import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@sagacity/kernel';
import { isRunning } from '../is-running.ts';
import { layout } from '../layout.ts';
import type { Action, Plan, Step } from '../plan.ts';
import { primarySecrets } from '../secrets/primary-secrets.ts';
import { renewCertificate } from './renew-certificate.ts';
import { rollAll } from './roll-all.ts';
import { rotateKey } from './rotate-key.ts';
import { rotateMongodb } from './rotate-mongodb.ts';
import { rotateRedis } from './rotate-redis.ts';
import {
  findNext,
  listUnfinished,
  nextPathOf,
  type RotatedName,
  type RotateInput,
  type Rotation,
  type SecretRotation,
  secretNames,
  secretOf,
} from './rotation.ts';

/**
 * Another secret in place of the one in use, in stages: every program accepts both, then all use the next, then the one of before is
 * dropped; containers are replaced one at a time between them. Killed at any moment, the same command goes on. A session lasts longer than
 * this, so the signing key of before stays accepted until `planDropOld`. Throws CONFLICT where that has still to be done.
 */
export async function planRotate(input: RotateInput, names: readonly RotatedName[]): Promise<Plan> {
  const { dir, stack } = input;
  const chosen = secretNames.filter((name) => names.includes(name));
  if (chosen.length > 0 && !isRunning(stack.containers, 'backend'))
    throw new AppError('CONFLICT', 'the stack does not run; start it with: sagacity deploy up');
  refuseUnfinished(dir, chosen);
  if (chosen.includes('signing')) refuseThirdKey(input);
  const begun: Action[] = [];
  const rotations = new Map(
    chosen.map((name): [SecretRotation, Rotation] => {
      const known = findNext(dir, name);
      const next = known ?? primarySecrets[secretOf[name]].generate();
      if (known === undefined)
        begun.push({ do: 'write', path: nextPathOf(name), mode: 0o400, content: next });
      return [name, rotationOf(name, next, input)];
    }),
  );
  if (begun.length > 0 && !existsSync(join(dir, layout.next)))
    begun.unshift({ do: 'mkdir', path: layout.next, mode: 0o700 });
  const stage = (name: 'accept' | 'use' | 'drop'): Action[] =>
    [...rotations.values()].flatMap((one) => one[name]);
  const isKey = (name: SecretRotation) => name === 'signing' || name === 'encryption';
  const accepting = chosen.filter((name) => isKey(name) && !rotations.get(name)?.isUsed);
  const dropping = chosen.filter((name) => name === 'encryption');
  const steps: Step[] = [
    { title: `New secrets for ${chosen.join(', ')}`, actions: begun },
    { title: 'Accept the new ones too', actions: [...stage('accept'), ...rollAll(accepting, input)] },
    { title: 'Use the new ones', actions: [...stage('use'), ...rollAll(chosen, input)] },
    { title: 'Drop the old ones', actions: [...stage('drop'), ...rollAll(dropping, input)] },
    { title: 'Finish', actions: chosen.length > 0 ? finish : [] },
    {
      title: 'New certificate',
      actions: names.includes('certificates') ? await renewCertificate(input) : [],
    },
  ];
  const isRenewed = names.includes('certificates');
  return {
    steps: steps.filter(({ actions }) => actions.length > 0),
    notes: [...(chosen.includes('signing') ? [keptKey] : []), ...(isRenewed ? [newAuthority] : [])],
  };
}

const keptKey =
  'the signing key of before is still accepted, so that nobody is signed out; once sessions of before have ended: sagacity deploy rotate signing --drop-old';
const newAuthority = 'devices that trusted the old CA must trust the new one, at /ca.crt';

function rotationOf(name: SecretRotation, next: string, input: RotateInput): Rotation {
  if (name === 'redis') return rotateRedis(next, input);
  return name === 'mongodb' ? rotateMongodb(next, input) : rotateKey(name, next, input);
}

/** In one piece for all of them: a part that is gone would be begun anew by the same command. */
const done = `${layout.next}.done`;
const finish: readonly Action[] = [
  { do: 'remove', path: done },
  { do: 'rename', from: layout.next, to: done },
  { do: 'remove', path: done },
];

function refuseUnfinished(dir: string, chosen: readonly SecretRotation[]): void {
  const begun = listUnfinished(dir);
  if (begun.some((name) => !chosen.includes(name)))
    throw new AppError(
      'CONFLICT',
      `a change was begun and is not finished; first: sagacity deploy rotate ${begun.join(' ')}`,
    );
}

function refuseThirdKey({ dir, secrets }: RotateInput): void {
  if (findNext(dir, 'signing') === undefined && secrets.signing_secret.includes('\n'))
    throw new AppError(
      'CONFLICT',
      'two signing keys are accepted since the last change; first: sagacity deploy rotate signing --drop-old',
    );
}
