import type { Language } from '@sagacity/contracts/facts';
import { type Decision, ratings, reasonsOfSide, reportSchema } from '@sagacity/contracts/reports';
import { runConfigSchema } from '@sagacity/contracts/runs';
import { factCatalogue } from '@sagacity/market/snapshot/fact-catalogue';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { citeOnlyGround } from '../graph/fixtures/cite-only-ground.ts';
import { thinkThrough } from '../graph/fixtures/think-through.ts';
import { remember } from '../memory/remember.ts';
import { assembleReport } from '../report/assemble-report.ts';
import { asOf, sampleNews, sampleSnapshot } from './fixtures/sample-snapshot.ts';
import { withBars } from './fixtures/with-bars.ts';
import { shortOf } from './points/get-point.ts';

const anyValue = (id: string): fc.Arbitrary<number | string> => {
  const { unit } = factCatalogue[id as keyof typeof factCatalogue];
  if (unit === 'date') return fc.constantFrom(asOf, '2024-05-20', '2023-01-05');
  if (unit === 'price')
    return fc.oneof(fc.double({ min: 0.01, max: 2000, noNaN: true }), fc.constantFrom(0.01, 0.02));
  if (unit === 'count' || unit === 'shares') return fc.nat(1_000_000);
  return fc.oneof(fc.double({ min: -300, max: 300, noNaN: true }), fc.constantFrom(0, -0.001, 1e-9));
};
const values = fc.record(Object.fromEntries(Object.keys(factCatalogue).map((id) => [id, anyValue(id)])), {
  requiredKeys: [],
});
const past = fc.array(
  fc.record({
    runId: fc.constant('run_0'),
    asOf: fc.constantFrom(asOf, '2024-05-29', '2024-05-01', '2020-01-02'),
    rating: fc.constantFrom(...ratings),
    horizon: fc.constantFrom('short', 'medium', 'long'),
    close: fc.constantFrom(null, 3, 6),
    stop: fc.constantFrom(null, 0.5, 2.9, 7),
    target: fc.constantFrom(null, 1, 3.4),
  }),
  { maxLength: 3 },
);
const configs = fc.record({
  depth: fc.constantFrom(1, 3, 5),
  language: fc.constantFrom('zh', 'en'),
  horizon: fc.constantFrom('short', 'medium', 'long'),
});

/** Each reason stands on the side of the evidence it was taken from, under any rating, and no side is empty. */
function expectSidesOfEvidence(
  decision: Decision,
  { results }: Awaited<ReturnType<typeof thinkThrough>>,
  language: Language,
): void {
  if (decision.kind === 'unrated') return;
  const evidence = [...results.values()].flatMap(({ output }) => output.evidence);
  const directions = new Map(
    evidence.map((each) => [
      citeless(shortOf(each, language).replace(/\[\[[a-z][a-z0-9.-]*\]\]/g, '#')),
      each.direction,
    ]),
  );
  for (const side of [1, -1] as const) {
    const shown = reasonsOfSide(decision.reasons, side);
    expect(shown.length).toBeGreaterThan(0);
    for (const { body, direction, supports } of shown) {
      const wanted = directions.get(citeless(body.replace(/\[\[n:\d+\]\]/g, '#').slice(0, -1))) ?? 0;
      expect([body, direction]).toEqual([body, wanted]);
      expect(Math.sign(direction) === side || (direction === 0 && supports === false)).toBe(true);
      if (direction !== 0 && decision.rating !== 'hold')
        expect(supports).toBe(decision.rating.endsWith('buy') === side > 0);
    }
  }
}
/** Short forms begin small, sentences with a capital; Chinese ones get their spaces last. */
const citeless = (text: string): string => text.toLowerCase().replaceAll(' ', '');

it('whatever facts there are, ends in a valid report without an unknown citation', async () => {
  await fc.assert(
    fc.asyncProperty(
      values,
      configs,
      fc.boolean(),
      fc.option(past),
      async (known, wanted, hasNews, decided) => {
        const plain = sampleSnapshot({ values: known, news: hasNews ? sampleNews.slice(1) : [] });
        const snapshot = withBars(plain, { '2024-05-01': 3, '2024-05-30': 0.4, [asOf]: 2.5 });
        const config = { ...runConfigSchema.parse(wanted), asOf };
        const memory = decided && remember(decided, snapshot, config.language);
        const thought = await thinkThrough(snapshot, config, memory);
        const report = assembleReport({
          runId: 'run_1',
          engine: 'rules',
          config,
          snapshot,
          memory,
          ...thought,
          ground: citeOnlyGround,
          createdAt: '2024-06-01T00:00:00.000Z',
        });
        expect(reportSchema.safeParse(report).error).toBeUndefined();
        expect(report.grounding.unsourced).toBe(0);
        expectSidesOfEvidence(report.decision, thought, config.language);
        for (const { body } of report.sections) expect(body).not.toMatch(/undefined|null|NaN|Infinity/);
        for (const { value } of report.facts) expect(Number.isNaN(value)).toBe(false);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
