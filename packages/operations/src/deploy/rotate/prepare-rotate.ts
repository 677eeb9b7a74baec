import { AppError } from '@sagacity/kernel';
import { readPrimarySecrets } from '../init/read-primary-secrets.ts';
import type { PrimarySecrets } from '../init/render-secret-files.ts';
import { layout } from '../layout.ts';
import type { Plan } from '../plan.ts';
import { type PrimarySecretName, primarySecretNames } from '../secrets/primary-secrets.ts';
import { readStack, type Stack } from '../stack/read-stack.ts';
import { refuseForeign } from '../stack/refuse-foreign.ts';
import { planDropOld } from './plan-drop-old.ts';
import { planRenewLost } from './plan-renew-lost.ts';
import { planRotate } from './plan-rotate.ts';
import { type RotatedName, rotatedNames, secretNames, secretOf } from './rotation.ts';

export interface PrepareRotateInput {
  readonly dir: string;
  readonly names: readonly string[];
  readonly timeoutMs: number;
  readonly dropOld: boolean;
  readonly lost: boolean;
  readonly force: boolean;
}

/** Reads what is there and plans the change. Throws VALIDATION_FAILED for names, SECRET_REJECTED when a secret that is to stay is unfit. */
export async function prepareRotate(input: PrepareRotateInput): Promise<{ stack: Stack; plan: Plan }> {
  const { dir, names, timeoutMs, dropOld, lost, force } = input;
  const chosen = checkNames(names);
  if (dropOld && names.join() !== 'signing')
    throw new AppError(
      'VALIDATION_FAILED',
      '--drop-old is for the signing key alone: rotate signing --drop-old',
    );
  const renewed = lost ? secretNames.filter((name) => chosen.includes(name)) : [];
  const stack = await readStack(dir);
  refuseForeign(stack);
  const secrets = readSecrets(
    dir,
    renewed.map((name) => secretOf[name]),
  );
  const rotate = { dir, stack, secrets, timeoutMs };
  if (dropOld) return { stack, plan: planDropOld(rotate, { force, nowMs: Date.now() }) };
  return { stack, plan: lost ? planRenewLost(rotate, renewed) : await planRotate(rotate, chosen) };
}

function checkNames(names: readonly string[]): RotatedName[] {
  const chosen = rotatedNames.filter((name) => names.includes(name));
  const issues = names
    .filter((name) => !chosen.some((one) => one === name))
    .map((name) => `${name} is not one of them`);
  if (issues.length > 0)
    throw new AppError('VALIDATION_FAILED', `what can be rotated: ${rotatedNames.join(', ')}`, { issues });
  return chosen;
}

/** Those that are lost are empty. */
function readSecrets(dir: string, lost: readonly PrimarySecretName[]): PrimarySecrets {
  const { secrets, faults } = readPrimarySecrets(dir);
  const isLost = (name: string) => lost.some((one) => one === name);
  const missing = primarySecretNames.filter((name) => !secrets.has(name) && !isLost(name));
  const bad = [
    ...missing.map((name) => `${layout.secrets}/${name} is missing`),
    ...faults.filter((line) => !lost.some((name) => line === `${layout.secrets}/${name} is empty`)),
  ];
  if (bad.length > 0)
    throw new AppError('SECRET_REJECTED', 'these are no secrets that could be changed; a lost one: --lost', {
      fault: bad,
    });
  return Object.fromEntries(
    primarySecretNames.map((name) => [name, secrets.get(name) ?? '']),
  ) as PrimarySecrets;
}
