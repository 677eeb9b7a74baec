import type { Action } from '../plan.ts';
import { rollingServices } from '../stack/plan-roll.ts';
import { pathOf, type RotateInput, type SecretRotation } from './rotation.ts';

/** What programs read of each when they start. */
const fileOf: Readonly<Record<SecretRotation, string>> = {
  signing: 'signing_secret',
  encryption: 'encryption_key',
  redis: 'redis_url',
  mongodb: 'store_uri',
};

/** Every program that has not read these yet is replaced; only backends know of sessions, but what starts anew later reads the same. */
export const rollAll = (
  names: readonly SecretRotation[],
  { timeoutMs }: Pick<RotateInput, 'timeoutMs'>,
): Action[] =>
  names.length === 0
    ? []
    : rollingServices.map((service) => ({
        do: 'roll',
        service,
        files: names.map((name) => pathOf(fileOf[name])),
        timeoutMs,
      }));
