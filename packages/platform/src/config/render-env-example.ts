import type { z } from 'zod';
import { type ConfigLeaf, listLeaves } from './list-leaves.ts';

/** Text of `.env.example`: every knob commented out at its default. */
export function renderEnvExample(tree: z.ZodType): string {
  const lines = [
    '# Every setting at its default. Copy to .env and uncomment what differs.',
    '# Order: defaults < config/sagacity.toml < .env < environment. Made by `npm run generate`.',
  ];
  let section = '';
  for (const leaf of listLeaves(tree)) {
    if (leaf.section !== section) lines.push('', `## ${leaf.section}`);
    section = leaf.section;
    lines.push('', `# ${leaf.description}`);
    lines.push(`#${leaf.envName}=${textOf(leaf)}`);
    if (leaf.secret) lines.push(`#${leaf.envName}_FILE=`);
  }
  return `${lines.join('\n')}\n`;
}

const textOf = ({ defaultValue }: ConfigLeaf): string =>
  Array.isArray(defaultValue) ? defaultValue.join(',') : String(defaultValue ?? '');
