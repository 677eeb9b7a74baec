import type { z } from 'zod';
import { type ConfigLeaf, listLeaves } from './list-leaves.ts';

/** Text of `docs/reference/config.md`: one table per section. */
export function renderConfigReference(tree: z.ZodType): string {
  const lines = [
    '# Configuration',
    '',
    'Made by `npm run generate` from `packages/platform/src/config/tree.ts` and the `config` of each feature in `packages/features/src`.',
    '',
    'Later sources win: defaults < `config/sagacity.toml` < `.env` < environment < flags. Keys are those of the TOML file (`store.uri` is',
    '`uri` under `[store]`). Every secret may instead be read from a file: suffix `File` in TOML, `_FILE` in the environment.',
    'Unknown keys stop the start. `sagacity config check` checks all, `sagacity config show` prints what is in force.',
  ];
  let section: string | null = null;
  for (const leaf of listLeaves(tree)) {
    if (leaf.section !== section)
      lines.push(
        '',
        `## ${leaf.section || 'General'}`,
        '',
        '| key | environment | type | default | meaning |',
        '|---|---|---|---|---|',
      );
    section = leaf.section;
    lines.push(
      `| \`${leaf.key}\` | \`${leaf.envName}\` | ${typeOf(leaf)} | ${defaultOf(leaf)} | ${leaf.description} |`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function typeOf(leaf: ConfigLeaf): string {
  if (leaf.secret) return 'secret';
  return leaf.kind === 'choice' ? leaf.choices.map((choice) => `\`${choice}\``).join(' ') : leaf.kind;
}

function defaultOf({ defaultValue }: ConfigLeaf): string {
  if (defaultValue === null || (Array.isArray(defaultValue) && defaultValue.length === 0)) return 'none';
  return `\`${String(defaultValue)}\``;
}
