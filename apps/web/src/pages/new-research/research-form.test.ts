import { describe, expect, it } from 'vitest';
import { startValues, toRequest } from './research-form.ts';

const instrument = {
  id: 'DEMO:NEBULA',
  market: 'DEMO' as const,
  code: 'NEBULA',
  exchange: 'DEMO',
  currency: 'XTS' as const,
  name: null,
  simulated: true,
  coverage: null,
};

describe('research form', () => {
  it('sends nothing before an instrument is chosen', () => {
    expect(toRequest(startValues('en'))).toBeNull();
  });
  it('leaves models and budget out for rules', () => {
    const request = toRequest({ ...startValues('zh'), instrument, quickModel: 'a/b', deepModel: 'a/c' });
    expect(request).toMatchObject({ instrument: 'DEMO:NEBULA', config: { engine: 'rules', language: 'zh' } });
    expect(request?.config).not.toHaveProperty('quickModel');
    expect(request?.config).not.toHaveProperty('asOf');
  });
  it('needs both models for llm', () => {
    const values = { ...startValues('en'), instrument, engine: 'llm' as const, quickModel: 'a/b' };
    expect(toRequest(values)).toBeNull();
    expect(toRequest({ ...values, deepModel: 'a/c', maxCost: 0.5 })?.config).toMatchObject({
      deepModel: 'a/c',
      budget: { maxCost: 0.5 },
    });
  });
});
