import { expect, it } from 'vitest';
import { modelChain } from './model-chain.ts';

it('takes the tier’s own model, then the fallbacks, each once', () => {
  const chain = modelChain({ quickModel: 'a/q', deepModel: 'a/d', fallbackModels: ['b/f', 'a/q'] });
  expect([chain('quick'), chain('deep')]).toEqual([
    ['a/q', 'b/f'],
    ['a/d', 'b/f', 'a/q'],
  ]);
});

it('uses one model for both tiers when only one is chosen', () => {
  expect(modelChain({ quickModel: 'a/q', fallbackModels: [] })('deep')).toEqual(['a/q']);
});

it('refuses a run that names no model', () => {
  expect(() => modelChain({ fallbackModels: [] })('quick')).toThrowError(
    expect.objectContaining({ code: 'NOT_CONFIGURED' }),
  );
});
