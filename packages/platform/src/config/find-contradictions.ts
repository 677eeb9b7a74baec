import type { ConfigFault, ConfigValue } from './config-fault.ts';

type Values = ReadonlyMap<string, ConfigValue>;

/** A choice that cannot do without another knob. */
interface Need {
  readonly key: string;
  readonly choices: readonly string[];
  readonly needs: string;
  /** Value the needed knob must have; default any. */
  readonly value?: string;
  readonly because: string;
}

const apart = 'processes of their own share one store and one Redis; start role all to run without them';
const sameKeys = 'every process needs the same one, and a generated one stays in its data directory';
const needs: readonly Need[] = [
  { key: 'store.kind', choices: ['mongodb'], needs: 'store.uri', because: 'it names server and database' },
  { key: 'blobs.kind', choices: ['s3'], needs: 'blobs.bucket', because: 'objects are kept there' },
  { key: 'blobs.kind', choices: ['s3'], needs: 'blobs.accessKey', because: 'every request is signed' },
  { key: 'blobs.kind', choices: ['s3'], needs: 'blobs.secretKey', because: 'every request is signed' },
  { key: 'role', choices: ['api', 'worker'], needs: 'store.kind', value: 'mongodb', because: apart },
  { key: 'role', choices: ['api', 'worker'], needs: 'redis.url', because: apart },
  { key: 'role', choices: ['api', 'worker'], needs: 'security.signingSecret', because: sameKeys },
  { key: 'role', choices: ['api', 'worker'], needs: 'security.encryptionKey', because: sameKeys },
];

/** Knobs that are each valid and do not fit together; the source is where the choice was made. */
export const findContradictions = (values: Values): ConfigFault[] =>
  needs.flatMap(({ key, choices, needs: needed, value, because }) => {
    const chosen = values.get(key);
    const given = values.get(needed);
    if (!chosen || !choices.includes(String(chosen.value))) return [];
    if (value === undefined ? given : given?.value === value) return [];
    const must = value === undefined ? 'needed' : `must be ${value}`;
    const problem = `${must} because ${key} is ${String(chosen.value)}: ${because}`;
    return [{ key: needed, source: chosen.source, problem }];
  });
