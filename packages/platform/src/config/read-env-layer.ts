import type { ConfigFault, ConfigLayer, ConfigValue } from './config-fault.ts';
import type { ConfigLeaf } from './list-leaves.ts';
import { nearestName } from './nearest-name.ts';
import { readSecretFile } from './read-secret-file.ts';
import { unknownKey } from './read-toml-layer.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const prefix = 'SAGACITY_';
/** `SAGACTIY_PORT` was meant for us, `HTTP_PORT` for somebody else. */
const isNearlyOurs = (name: string): boolean =>
  /^sag/i.test(name) && nearestName(name.split('_')[0] ?? '', [prefix.slice(0, -1)]) !== null;

/**
 * Knobs of an environment, or of a parsed `.env` file (`strict`: there a mistyped prefix is a fault too). Other programs' names,
 * docker compose's for instance, are left alone. An empty text is as good as not given, so that a compose file can pass `${NAME:-}` on.
 */
export function readEnvLayer(
  environment: Environment,
  source: string,
  leaves: readonly ConfigLeaf[],
  { strict }: { strict: boolean },
): ConfigLayer {
  const values = new Map<string, ConfigValue>();
  const faults: ConfigFault[] = [];
  const byName = new Map(leaves.map((leaf) => [leaf.envName, leaf]));
  const names = leaves.flatMap((leaf) =>
    leaf.secret ? [leaf.envName, `${leaf.envName}_FILE`] : [leaf.envName],
  );

  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith(prefix) && !(strict && isNearlyOurs(name))) continue;
    const leaf = byName.get(name);
    const fileOf = name.endsWith('_FILE') ? byName.get(name.slice(0, -5)) : undefined;
    if (!leaf && !fileOf?.secret) faults.push({ key: name, source, problem: unknownKey(name, names) });
    else if (!text) continue;
    else if (leaf) values.set(leaf.key, { value: fromText(leaf, text), source: `${source} ${name}` });
    else if (fileOf) {
      const content = readSecretFile(text);
      if (environment[fileOf.envName])
        faults.push({ key: fileOf.key, source, problem: `given twice: ${fileOf.envName} and ${name}` });
      else if (content.problem !== undefined) faults.push({ key: name, source, problem: content.problem });
      else values.set(fileOf.key, { value: content.text, source: `${source} ${name}` });
    }
  }
  return { values, faults };
}

/** Text that does not fit stays text, so that the schema names the fault. */
function fromText(leaf: ConfigLeaf, text: string): unknown {
  if (leaf.kind === 'number') return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  if (leaf.kind === 'boolean')
    return { true: true, false: false, 1: true, 0: false }[text.toLowerCase()] ?? text;
  if (leaf.kind === 'list')
    return text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  return text;
}
