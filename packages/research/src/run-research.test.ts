import type { RunEvent } from '@sagacity/contracts/events';
import { reportSchema, sectionIds } from '@sagacity/contracts/reports';
import { runConfigSchema } from '@sagacity/contracts/runs';
import { systemClock } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { citeOnlyGround } from './graph/fixtures/cite-only-ground.ts';
import { mapStore } from './graph/fixtures/map-store.ts';
import { toMarkdown } from './report/to-markdown.ts';
import { asOf, sampleSnapshot } from './rules/fixtures/sample-snapshot.ts';
import { createRulesEngine } from './rules/rules-engine.ts';
import { type ResearchDeps, runResearch } from './run-research.ts';

const configOf = (config: object = {}) => ({ ...runConfigSchema.parse(config), asOf });
const depsOf = (deps: Partial<ResearchDeps> = {}): ResearchDeps & { events: RunEvent[] } => {
  const events: RunEvent[] = [];
  return {
    store: mapStore(),
    gather: async () => sampleSnapshot(),
    engine: createRulesEngine(),
    ground: citeOnlyGround,
    emit: (event) => void events.push(event),
    clock: systemClock,
    ...deps,
    events,
  };
};
const never = new AbortController().signal;
const task = (config: object = {}, signal = never) => ({
  runId: 'run_1',
  instrument: 'DEMO:NEBULA',
  config: configOf(config),
  signal,
});

describe('a research run', () => {
  it.each(['zh', 'en'] as const)(
    'ends in a whole report whose numbers all trace, in %s',
    async (language) => {
      const deps = depsOf();
      const report = await runResearch(deps, task({ language, depth: 5 }));
      expect(reportSchema.parse(report)).toEqual(report);
      expect(report.sections.map(({ id }) => id)).toEqual(sectionIds);
      expect(report.grounding.unsourced).toBe(0);
      expect(report.decision).toMatchObject({ kind: 'rated', rating: 'strong-buy' });
      if (process.env.SHOW) process.stdout.write(toMarkdown(report));
    },
  );
});
