import { describe, expect, it } from 'vitest';
import { lastHeldDay, startValues, toRequest, valuesOf } from './research-form.ts';

const instrument = {
  id: 'DEMO:NEBULA',
  market: 'DEMO' as const,
  code: 'NEBULA',
  exchange: 'DEMO',
  currency: 'XTS' as const,
  name: null,
  simulated: true,
  coverage: null,
  last: null,
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
  it('proposes the last day held where nothing later can be had', () => {
    const coverage = { from: '2016-01-04', to: '2020-12-31', rows: 1_260, ends: true };
    expect(lastHeldDay({ ...instrument, coverage })).toBe('2020-12-31');
    expect(lastHeldDay({ ...instrument, coverage: { ...coverage, ends: false } })).toBeNull();
    expect(lastHeldDay(null)).toBeNull();
  });
  it('takes the settings of an earlier run, and its day only when that was long past', () => {
    const config = {
      asOf: '2026-01-02',
      depth: 5,
      analysts: ['news' as const],
      engine: 'llm' as const,
      language: 'zh' as const,
      horizon: 'long' as const,
      quickModel: 'a/b',
      deepModel: 'a/c',
      fallbackModels: ['a/d'],
      budget: { maxCost: 3, maxTokens: 9, callTimeoutMs: 9, runTimeoutMs: 9 },
    };
    const run = { config, createdAt: '2026-01-05T08:00:00.000Z' };
    const values = { ...valuesOf(run), instrument };
    expect(toRequest(values)?.config).toEqual({ ...config, asOf: undefined, budget: { maxCost: 3 } });
    expect(valuesOf({ ...run, createdAt: '2026-03-05T08:00:00.000Z' }).asOf).toBe('2026-01-02');
  });
});
