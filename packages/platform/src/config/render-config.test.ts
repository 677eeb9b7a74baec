import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { listLeaves } from './list-leaves.ts';
import { renderConfigReference } from './render-config-reference.ts';
import { renderEnvExample } from './render-env-example.ts';
import { configTree } from './tree.ts';

const leaves = listLeaves(configTree);

describe('the rendered configuration', () => {
  it('names every knob in .env.example, with defaults that are the defaults', () => {
    const values = parseEnv(renderEnvExample(configTree).replaceAll(/^#(?=SAGACITY_)/gm, ''));
    expect(Object.keys(values).sort()).toEqual(
      leaves.flatMap(({ envName, secret }) => (secret ? [envName, `${envName}_FILE`] : [envName])).sort(),
    );
    expect(values.SAGACITY_PORT).toBe('8000');
  });

  it('gives every knob a row and a description', () => {
    const page = renderConfigReference(configTree);
    for (const { key, description } of leaves) {
      expect(description, key).not.toBe('');
      expect(page).toContain(`| \`${key}\` |`);
    }
  });

  it('derives environment names that are all different', () => {
    const names = leaves.flatMap(({ envName, secret }) =>
      secret ? [envName, `${envName}_FILE`] : [envName],
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('SAGACITY_ADMIN_PASSWORD_FILE');
  });
});
