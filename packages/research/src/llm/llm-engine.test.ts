import { budgetSchema, runConfigSchema } from '@sagacity/contracts/runs';
import { type Clock, Secret, systemClock } from '@sagacity/kernel';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { Store } from '@sagacity/platform/store/port';
import { clockAt } from '@sagacity/testkit/clock-at';
import { type FakeOpenAi, type FakeScript, startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readScenes } from '../grounding/labelled/read-labelled.ts';
import { createMeter } from '../meter/create-meter.ts';
import { openModels } from '../models/open-models.ts';
import { agentOf, agents } from '../roster/index.ts';
import type { AgentIo, AgentView } from '../roster/port.ts';
import { createLlmEngine } from './create-llm-engine.ts';

const usFacts = readScenes().get('us') ?? new Map();
const snapshot: Snapshot = {
  instrument: {
    id: 'US:AAPL',
    market: 'US',
    code: 'AAPL',
    exchange: 'NASDAQ',
    currency: 'USD',
    name: { zh: '苹果', en: 'Apple' },
    simulated: false,
  },
  asOf: '2015-06-30',
  simulated: false,
  facts: [...usFacts.values()],
  absences: [{ what: 'fundamentals.cash', label: { zh: '现金', en: 'Cash' }, reason: 'no-data', detail: '' }],
  doubts: [],
  bars: {
    day: ['2015-06-29', '2015-06-30'],
    open: [31, 31],
    high: [32, 31.53],
    low: [30, 31.22],
    close: [31.13, 31.36],
    volume: [1000, 2000],
  },
  news: [],
  hash: 'h',
};
const viewIn = (language: 'zh' | 'en'): AgentView => ({
  snapshot,
  config: { ...runConfigSchema.parse({ engine: 'llm', language }), asOf: '2015-06-30' },
  language,
  facts: usFacts,
  read: new Map(),
  round: 1,
});

/** Enough of a store for a ledger: documents by id. */
function ledgerStore(): Pick<Store, 'collection'> {
  const documents = new Map<string, { _id: string; runId?: string }>();
  const collection = {
    findOne: async ({ _id }: { _id: string }) => documents.get(_id) ?? null,
    find: async ({ runId }: { runId: string }) =>
      [...documents.values()].filter((doc) => doc.runId === runId),
    replaceOne: async ({ _id }: { _id: string }, document: { _id: string }) =>
      void documents.set(_id, document),
  };
  return { collection: () => collection as never }; // only the three methods the ledger calls
}

let server: FakeOpenAi;
let store: ReturnType<typeof ledgerStore>;
beforeEach(async () => {
  server = await startFakeOpenAi();
  store = ledgerStore();
});
afterEach(() => server.close());

const impatient: Clock = {
  ...clockAt(() => 0),
  sleep: (ms, signal) => systemClock.sleep(ms >= 1000 ? 60_000 : 0, signal),
};
function engineOn(models: readonly string[], budget: object = {}) {
  const price = { inputPerMillion: 1, outputPerMillion: 4, contextTokens: 32_000, maxOutputTokens: 4_000 };
  const modelFor = openModels(
    [
      {
        id: 'local',
        kind: 'openai-compatible',
        baseUrl: server.url,
        enabled: true,
        apiKey: new Secret('k'),
        models: ['m', 'n'].map((name) => ({ name, ...price })),
      },
    ],
    { fetch },
  );
  const meter = createMeter({
    runId: 'run_1',
    budget: budgetSchema.parse(budget),
    modelFor,
    store,
    clock: impatient,
  });
  return createLlmEngine({ meter, models: () => models });
}
const io = (signal = new AbortController().signal, onText: AgentIo['onText'] = () => {}): AgentIo => ({
  runId: 'run_1',
  stepId: 'market',
  signal,
  onText,
});
const answerOf = (body: string, block: object = { evidence: [], score: null }) =>
  `## section:market\n${body}\n\n\`\`\`json\n${JSON.stringify(block)}\n\`\`\``;
/** One reply after the other; the last repeats. */
const inTurn =
  (...texts: readonly string[]): FakeScript =>
  (_request, nth) => ({ text: texts[Math.min(nth, texts.length - 1)] ?? '' });
const market = agentOf('market');

describe('the llm engine', () => {
  it.each(
    agents.flatMap((agent) => (['en', 'zh'] as const).map((language) => [agent.id, language] as const)),
  )('lets %s answer in %s with every section and nothing unsourced', async (id, language) => {
    const agent = agentOf(id);
    const result = await engineOn(['local/m']).think(agent, viewIn(language), { ...io(), stepId: id });
    expect(Object.keys(result.output.sections)).toEqual([...agent.sections]);
    expect(result.grounding.numbers).toBeGreaterThan(2);
    expect(result.grounding.unsourced).toBe(0);
    expect(result.output.decision?.kind).toBe(agent.lane === 'decision' ? 'rated' : undefined);
    expect(result.usage.cost).toBeGreaterThan(0);
    expect(result).toMatchObject({ model: 'local/m', fallback: false });
    expect(server.count()).toBe(1);
  });

  it('asks once more for numbers without a source, naming each, and flags those that stay', async () => {
    const invented =
      'Price $48.75, published on 2031-01-05, at a P/E of 27.3x. Revenue rose 20.1% to $212.2bn.';
    server.behave(inTurn(answerOf(invented)));
    const result = await engineOn(['local/m']).think(market, viewIn('en'), io());
    expect(server.count()).toBe(2);
    const repair = String(server.journal[1]?.request.messages.at(-1)?.content);
    for (const number of ['$48.75', '2031-01-05', '27.3x']) expect(repair).toContain(number);
    expect(result.grounding).toEqual({ numbers: 5, sourced: 2, derived: 0, unsourced: 3 });
  });

  it('takes the repaired answer when its numbers are sourced', async () => {
    server.behave(inTurn(answerOf('Price $48.75.'), answerOf('Price [[market.close]].')));
    const texts: [string, number][] = [];
    const result = await engineOn(['local/m']).think(
      market,
      viewIn('en'),
      io(undefined, (text, n) => texts.push([text, n])),
    );
    expect(result.output.sections.market).toBe('Price [[market.close]].');
    expect(result.grounding.unsourced).toBe(0);
    expect(new Set(texts.map(([, attempt]) => attempt))).toEqual(new Set([1, 2]));
    expect(texts.map(([text]) => text).join('')).not.toMatch(/json|section:/);
  });

  it('repairs the form once, then fails instead of giving an output', async () => {
    server.behave(inTurn('no form at all'));
    const failing = engineOn(['local/m']).think(market, viewIn('en'), io());
    await expect(failing).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    expect(server.count()).toBe(2);
  });

  it('asks once more for citations of facts it may not cite, then drops these and keeps the answer', async () => {
    const claim = { topic: 'Profit', direction: 1, strength: 0.5, claim: 'Profit grows.' };
    const block = {
      evidence: [{ ...claim, factIds: ['market.close', 'fundamentals.invented'] }],
      score: 0.2,
    };
    server.behave(inTurn(answerOf('Calm.', block)));
    const { output } = await engineOn(['local/m']).think(market, viewIn('en'), io());
    expect(server.count()).toBe(2);
    expect(String(server.journal[1]?.request.messages.at(-1)?.content)).toContain('fundamentals.invented');
    expect(output.evidence).toEqual([{ ...claim, factIds: ['market.close'] }]);
  });

  it('takes the first answer without its refused citations when the second has no form', async () => {
    const refused = { topic: 'x', direction: 1, strength: 1, claim: 'x', factIds: ['no.such'] };
    server.behave(inTurn(answerOf('Calm.', { evidence: [refused], score: null }), 'no form at all'));
    const { output } = await engineOn(['local/m']).think(market, viewIn('en'), io());
    expect(output.sections.market).toBe('Calm.');
    expect(output.evidence[0]?.factIds).toEqual([]);
  });

  it('gives no level that rests on what is no price', async () => {
    const manager = agentOf('risk-manager');
    const level = { base: 'no.such', multiple: 2, step: 'market.atr14' };
    const decision = {
      kind: 'rated',
      rating: 'hold',
      confidence: 0.5,
      risk: 0.5,
      target: level,
      stop: { ...level, base: 'market.close' },
      positionPct: null,
      summary: 'Hold.',
      reasons: [{ claim: 'Calm.', direction: 0.5 }],
      wouldChange: [],
    };
    const block = JSON.stringify({ evidence: [], score: null, decision });
    const text = `## section:risk-decision\nCalm.\n\n## section:final-decision\nHold.\n\n\`\`\`json\n${block}\n\`\`\``;
    server.behave(inTurn(text));
    const { output } = await engineOn(['local/m']).think(manager, viewIn('en'), {
      ...io(),
      stepId: manager.id,
    });
    expect(output.decision).toMatchObject({ rating: 'hold', target: null, stop: { base: 'market.close' } });
  });

  it('looks bars up as facts that the answer may cite', async () => {
    server.behave((_request, nth) =>
      nth === 0
        ? { toolCalls: [{ name: 'get_bars', arguments: { days: 1 } }] }
        : { text: answerOf('It closed at [[bar.2015-06-30.close]].') },
    );
    const { output, grounding } = await engineOn(['local/m']).think(market, viewIn('en'), io());
    expect(output.facts).toMatchObject([{ id: 'bar.2015-06-30.close', value: 31.36, currency: 'USD' }]);
    expect(grounding).toMatchObject({ sourced: 1, unsourced: 0 });
  });

  it('waits out a 429, falls back after repeated failures and says which model answered', async () => {
    server.behave((request, nth) => {
      if (request.model === 'm') return { status: nth === 0 ? 429 : 500, retryAfterSeconds: 0 };
      return autoAnswer(request);
    });
    const result = await engineOn(['local/m', 'local/n']).think(market, viewIn('en'), io());
    expect(result).toMatchObject({ model: 'local/n', fallback: true });
    expect([server.count('m'), server.count('n')]).toEqual([3, 1]);
  });

  it('stops at the budget before a request is sent', async () => {
    const thinking = engineOn(['local/m'], { maxCost: 0.001 }).think(market, viewIn('en'), io());
    await expect(thinking).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(server.count()).toBe(0);
  });

  it('gives a hanging model up at its time limit', async () => {
    server.behave(() => ({ hang: 'after-text', text: 'half an ans' }));
    const thinking = engineOn(['local/m'], { callTimeoutMs: 50 }).think(market, viewIn('en'), io());
    await expect(thinking).rejects.toMatchObject({ code: 'TIME_LIMIT_EXCEEDED' });
  });

  it('ends within 2 s of a cancel while the model hangs', async () => {
    server.behave(() => ({ hang: 'after-text', text: 'half an ans' }));
    const controller = new AbortController();
    let heard = () => {};
    const writing = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const thinking = engineOn(['local/m']).think(
      market,
      viewIn('en'),
      io(controller.signal, () => heard()),
    );
    const outcome = expect(thinking).rejects.toThrow('cancelled');
    await writing;
    const cancelled = performance.now();
    controller.abort(new Error('cancelled'));
    await outcome;
    expect(performance.now() - cancelled).toBeLessThan(2_000);
  });

  it('makes no completed call twice when the step is run again', async () => {
    const first = await engineOn(['local/m']).think(market, viewIn('en'), io());
    const again = await engineOn(['local/m']).think(market, viewIn('en'), io());
    expect(server.count()).toBe(1);
    expect(again).toEqual(first);
  });
});
