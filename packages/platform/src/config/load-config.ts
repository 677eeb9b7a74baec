import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { AppError } from '@sagacity/kernel';
import type { ConfigFault, ConfigLayer, ConfigValue } from './config-fault.ts';
import { findContradictions } from './find-contradictions.ts';
import { type ConfigLeaf, listLeaves } from './list-leaves.ts';
import { readEnvLayer } from './read-env-layer.ts';
import { readProxyLayer } from './read-proxy-layer.ts';
import { readTomlLayer } from './read-toml-layer.ts';
import { type Config, configTree } from './tree.ts';

export interface LoadConfigOptions {
  /** Where `config/sagacity.toml` and `.env` are looked for; default the working directory. */
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Given on the command line, by knob path; undefined counts as not given. */
  readonly flags?: Readonly<Record<string, unknown>>;
  /** All knobs there are; default those of the program itself. */
  readonly tree?: typeof configTree;
}

const tomlName = 'config/sagacity.toml';

/**
 * Defaults < the host's `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` < `config/sagacity.toml` < `.env` < environment < flags. Throws one CONFIG_INVALID that names every fault with its path
 * and source. A relative `dataDir` or `logDir` is taken from `directory`.
 */
export function loadConfig(options: LoadConfigOptions = {}): Config {
  const { directory = process.cwd(), environment = process.env, flags = {}, tree = configTree } = options;
  const leaves = listLeaves(tree);
  const layers: ConfigLayer[] = [readProxyLayer(environment)];
  const toml = join(directory, tomlName);
  if (existsSync(toml)) layers.push(readTomlLayer(readFileSync(toml, 'utf8'), tomlName, leaves));
  const dotEnv = join(directory, '.env');
  if (existsSync(dotEnv)) {
    const parsed = parseEnv(readFileSync(dotEnv, 'utf8'));
    layers.push(readEnvLayer(parsed, '.env', leaves, { strict: true }));
  }
  layers.push(readEnvLayer(environment, 'environment', leaves, { strict: false }));

  const values = new Map(layers.flatMap((layer) => [...layer.values]));
  for (const [key, value] of Object.entries(flags))
    if (value !== undefined) values.set(key, { value, source: 'command line' });
  const faults = layers.flatMap((layer) => layer.faults);
  const parsed = tree.safeParse(nest(leaves, values));
  for (const issue of parsed.error?.issues ?? []) {
    const key = leaves.find((leaf) => leaf.path.every((name, i) => issue.path[i] === name))?.key;
    const source = (key && values.get(key)?.source) || 'default';
    faults.push({ key: issue.path.join('.'), source, problem: issue.message });
  }
  faults.push(...findContradictions(values));
  if (!parsed.success || faults.length > 0) throw invalid(faults);
  const { dataDir, logDir } = parsed.data;
  return {
    ...parsed.data,
    dataDir: resolve(directory, dataDir),
    logDir: logDir === null ? null : resolve(directory, logDir),
  };
}

function nest(leaves: readonly ConfigLeaf[], values: ReadonlyMap<string, ConfigValue>): object {
  const tree: Record<string, unknown> = {};
  for (const { key, path } of leaves) {
    const given = values.get(key);
    if (!given) continue;
    let node = tree;
    for (const name of path.slice(0, -1)) {
      node[name] ??= {};
      node = node[name] as Record<string, unknown>;
    }
    node[path.at(-1) as string] = given.value;
  }
  return tree;
}

function invalid(faults: readonly ConfigFault[]): AppError {
  const lines = faults.map(({ key, source, problem }) => `  ${key} (${source}): ${problem}`);
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const next = 'Correct them; docs/reference/config.md lists every setting.';
  return new AppError('CONFIG_INVALID', `configuration: ${count}\n${lines.join('\n')}\n${next}`, { faults });
}
