import { expect, it } from 'vitest';
import { spoken } from './spoken.ts';

it('leaves out the data at the end, whole or still being written', () => {
  expect(spoken('Firm.\n\n```json\n{"score": 1}\n```')).toBe('Firm.');
  expect(spoken('Firm.\n```json\n{"sc')).toBe('Firm.');
  expect(spoken('Firm, `x`.')).toBe('Firm, `x`.');
});

it('shows bold as bold while it is written', () => {
  expect(spoken('**买入。**价格')).toBe('**买入**。价格');
});
