import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderRulesReference } from './render-rules-reference.ts';
import { bounds, families } from './weights.ts';

it('names every family and every bound', () => {
  const page = renderRulesReference();
  for (const family of families) expect(page).toContain(`\`${family}\``);
  for (const name of Object.keys(bounds)) expect(page).toContain(`\`${name}\``);
});

it('is what the reference page holds', () => {
  const page = new URL('../../../../docs/reference/rules-engine.md', import.meta.url);
  expect(readFileSync(page, 'utf8')).toBe(renderRulesReference());
});
