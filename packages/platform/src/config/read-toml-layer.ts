import { messageOf } from '@sagacity/kernel';
import { parse, TomlError } from 'smol-toml';
import type { ConfigFault, ConfigLayer, ConfigValue } from './config-fault.ts';
import type { ConfigLeaf } from './list-leaves.ts';
import { nearestName } from './nearest-name.ts';
import { readSecretFile } from './read-secret-file.ts';

/** Knobs of a TOML text; keys are the paths of the tree, secrets also `<key>File`. */
export function readTomlLayer(text: string, source: string, leaves: readonly ConfigLeaf[]): ConfigLayer {
  const values = new Map<string, ConfigValue>();
  const faults: ConfigFault[] = [];
  let document: object;
  try {
    document = parse(text);
  } catch (error) {
    const where = error instanceof TomlError ? `line ${error.line}, column ${error.column}: ` : '';
    const problem = `${where}${messageOf(error).split('\n')[0]}`;
    return { values, faults: [{ key: '(file)', source, problem }] };
  }
  const byKey = new Map(leaves.map((leaf) => [leaf.key, leaf]));
  const names = leaves.flatMap((leaf) => (leaf.secret ? [leaf.key, `${leaf.key}File`] : [leaf.key]));
  for (const [key, value] of flatten(document)) {
    const fileOf = key.endsWith('File') ? byKey.get(key.slice(0, -4)) : undefined;
    if (byKey.has(key)) values.set(key, { value, source });
    else if (fileOf?.secret) {
      const content = readSecretFile(String(value));
      if (content.problem === undefined) values.set(fileOf.key, { value: content.text, source });
      else faults.push({ key, source, problem: content.problem });
    } else faults.push({ key, source, problem: unknownKey(key, names) });
  }
  return { values, faults };
}

export function unknownKey(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest ? `no such setting; did you mean ${nearest}?` : 'no such setting';
}

function flatten(value: object, prefix = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([name, child]) => {
    const isTable = typeof child === 'object' && child !== null && !Array.isArray(child);
    return isTable && !(child instanceof Date)
      ? flatten(child, `${prefix}${name}.`)
      : [[`${prefix}${name}`, child] as [string, unknown]];
  });
}
