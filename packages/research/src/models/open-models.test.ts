import { Secret } from '@sagacity/kernel';
import { expect, it } from 'vitest';
import { type ConfiguredVendor, openModels } from './open-models.ts';

const models = [
  { name: 'big/one', inputPerMillion: 1, outputPerMillion: 2, contextTokens: 1000, maxOutputTokens: 100 },
];
const vendor = (over: Partial<ConfiguredVendor>): ConfiguredVendor => ({
  id: 'v',
  kind: 'anthropic',
  baseUrl: null,
  enabled: true,
  models,
  apiKey: new Secret('k'),
  ...over,
});

it('opens a model whose name holds a slash, once', () => {
  const modelFor = openModels([vendor({})], { fetch });
  expect(modelFor('v/big/one')).toBe(modelFor('v/big/one'));
  expect(modelFor('v/big/one').price.outputPerMillion).toBe(2);
});

it('does without a key where the vendor does', () => {
  expect(
    openModels([vendor({ kind: 'openai-compatible', apiKey: null })], { fetch })('v/big/one').chat.ref,
  ).toBe('v/big/one');
});

it.each([
  ['no such vendor', 'w/big/one', {}],
  ['no such model', 'v/small', {}],
  ['switched off', 'v/big/one', { enabled: false }],
  ['no key', 'v/big/one', { apiKey: null }],
])('says what is missing: %s', (what, ref, over) => {
  expect(() => openModels([vendor(over)], { fetch })(ref)).toThrowError(
    expect.objectContaining({ code: 'NOT_CONFIGURED', message: expect.stringContaining(what) }),
  );
});
