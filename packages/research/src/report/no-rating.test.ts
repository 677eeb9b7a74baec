import type { Language } from '@sagacity/contracts/facts';
import type { Horizon, Report } from '@sagacity/contracts/reports';
import { runConfigSchema } from '@sagacity/contracts/runs';
import { type FakeOpenAi, startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mapStore } from '../graph/fixtures/map-store.ts';
import { thinkThrough } from '../graph/fixtures/think-through.ts';
import { ground } from '../grounding/ground.ts';
import type { Ground } from '../grounding/port.ts';
import { researchWithModels } from '../llm/fixtures/research-with-models.ts';
import { asOf, risingFacts, sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { assembleReport } from './assemble-report.ts';
import { toMarkdown } from './to-markdown.ts';

const doubt = {
  kind: 'split-jump' as const,
  day: '2024-03-01',
  ratio: 0.252,
  sharesPerShare: 4,
  text: { zh: '像是拆股。', en: 'It looks like a split.' },
};

async function research(
  options: Parameters<typeof sampleSnapshot>[0] = {},
  { language = 'en', horizon = 'medium' }: { language?: Language; horizon?: Horizon } = {},
  judge: Ground = ground,
): Promise<Report> {
  const snapshot = sampleSnapshot(options);
  const config = { ...runConfigSchema.parse({ depth: 1, language, horizon }), asOf };
  const thought = await thinkThrough(snapshot, config);
  const createdAt = '2024-06-01T00:00:00.000Z';
  return assembleReport({
    runId: 'run_1',
    engine: 'rules',
    config,
    snapshot,
    ...thought,
    ground: judge,
    createdAt,
  });
}

/** Strikes every number that `isStruck` says, counted over the whole report. */
const striking = (isStruck: (nth: number) => boolean): Ground => {
  let nth = 0;
  return (text, facts, language) => {
    const grounded = ground(text, facts, language);
    if (/could not be traced|无法追溯/.test(text)) return grounded;
    const numbers = grounded.numbers.map((span) =>
      isStruck(nth++) ? { text: span.text, status: 'unsourced' as const, factIds: [] } : span,
    );
    return { ...grounded, numbers };
  };
};

describe('a report gives no rating', () => {
  it.each([
    ['en', /^\[\[n:0\]\] of \[\[n:1\]\] numbers could not be traced to a source\.$/i],
    ['zh', /^报告的 ?\[\[n:0\]\] ?个数字中有 ?\[\[n:1\]\] ?个无法追溯到来源。$/],
  ] as const)(
    'when more than a fifth of its numbers is struck, and says how many, in %s',
    async (language, said) => {
      const report = await research(
        {},
        { language },
        striking((nth) => nth % 4 === 0),
      );
      const { decision, grounding, facts } = report;
      if (decision.kind !== 'unrated') throw new Error('it is rated');
      expect(decision.because.body).toMatch(said);
      expect(decision.because.numbers.map(({ status }) => status)).toEqual(['sourced', 'sourced']);
      const value = (id: string) => facts.find((fact) => fact.id === id)?.value;
      expect(value('decision.numbers')).toBe(grounding.numbers);
      expect(value('decision.numbers-struck')).toBe(grounding.unsourced);
      const page = toMarkdown(report);
      expect(page).toMatch(/\*\*(No rating|不评级)\*\*/);
      for (const id of ['final-decision', 'trader-plan'])
        expect(report.sections.find((section) => section.id === id)?.body).toMatch(
          /^> \*\*(This report is not rated|本报告不评级)/,
        );
    },
  );

  it('but does with a fifth of them struck, and no more', async () => {
    const { decision, grounding } = await research(
      {},
      {},
      striking((nth) => nth % 5 === 4),
    );
    expect(grounding.unsourced / grounding.numbers).toBeGreaterThan(0.18);
    expect(decision.kind).toBe('rated');
  });

  it.each([
    [{ doubts: [doubt] }, 'medium', /close of \[\[n:0\]\] is \[\[n:1\]\] the one before, like a split/i],
    [
      { values: { ...risingFacts, 'market.bars': 119 } },
      'medium',
      /\[\[n:0\]\] daily bars, .* at least \[\[n:1\]\]/,
    ],
    [{ values: { ...risingFacts, 'market.bars': 249 } }, 'long', /\[\[n:0\]\] daily bars/],
  ] as const)('when the prices do not carry one (%#)', async (options, horizon, why) => {
    const report = await research(options, { horizon });
    expect(report.decision).toMatchObject({ kind: 'unrated', because: { body: expect.stringMatching(why) } });
    expect(report.grounding.unsourced).toBe(0);
  });

  it('whatever the history, as soon as it is long enough', async () => {
    const values = { ...risingFacts, 'market.bars': 120 };
    expect((await research({ values })).decision.kind).toBe('rated');
  });
});

describe('a report by language models', () => {
  let server: FakeOpenAi;
  beforeEach(async () => {
    server = await startFakeOpenAi();
  });
  afterEach(() => server.close());

  it('gives no rating when the model invents its numbers', async () => {
    server.behave((request, nth) => {
      const { text = '', ...rest } = autoAnswer(request);
      const invented = [1, 2, 3, 4, 5, 6]
        .map((each) => `It sold ${7919 * each + nth * 13}.7 units.`)
        .join(' ');
      return { ...rest, text: text.replace(/(## section:[a-z-]+\n)/g, `$1${invented} `) };
    });
    const report = await researchWithModels(mapStore(), server.url, { config: { language: 'en' } });
    expect(report.grounding.unsourced).toBeGreaterThan(report.grounding.numbers / 5);
    expect(report.decision).toMatchObject({
      kind: 'unrated',
      because: { body: expect.stringMatching(/could not be traced/) },
    });
  }, 30_000);

  it('gives no rating on doubtful prices, which it is told of', async () => {
    const report = await researchWithModels(mapStore(), server.url, {
      config: { language: 'en' },
      snapshot: sampleSnapshot({ doubts: [doubt] }),
    });
    expect(report).toMatchObject({ doubts: [doubt], decision: { kind: 'unrated' } });
    expect(JSON.stringify(server.journal[0]?.request.messages)).toContain(doubt.text.en);
  }, 30_000);
});
