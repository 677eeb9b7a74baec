import type { Fact } from '@sagacity/contracts/facts';
import {
  type GroundedText,
  type GroundingSummary,
  type Report,
  type Section,
  sectionIds,
  type Usage,
} from '@sagacity/contracts/reports';
import type { ResolvedRunConfig, RunStep } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { StepResult } from '../checkpoint/step-results.ts';
import { listUnexamined } from '../decision/list-unexamined.ts';
import { toDecision } from '../decision/to-decision.ts';
import { unratedFor } from '../decision/unrated-for.ts';
import { whyStruck } from '../decision/why-struck.ts';
import { whyWithheld } from '../decision/why-withheld.ts';
import type { Ground } from '../grounding/port.ts';
import type { Memory } from '../memory/port.ts';
import { agents } from '../roster/index.ts';
import { markWithdrawn } from './mark-withdrawn.ts';
import { textsOfDecision } from './texts-of-decision.ts';
import { titleOf } from './title-of.ts';

export interface ReportParts {
  readonly runId: string;
  readonly engine: Report['engine'];
  readonly config: ResolvedRunConfig;
  readonly snapshot: Snapshot;
  /** Absent or null in a run without memory. */
  readonly memory?: Memory | null;
  /** The plan, in order. */
  readonly steps: readonly RunStep[];
  readonly results: ReadonlyMap<string, StepResult>;
  readonly ground: Ground;
  readonly createdAt: string;
}

export const sumUsage = (all: readonly Usage[]): Usage =>
  all.reduce(
    (sum, { calls, inputTokens, outputTokens, cost }) => ({
      calls: sum.calls + calls,
      inputTokens: sum.inputTokens + inputTokens,
      outputTokens: sum.outputTokens + outputTokens,
      cost: sum.cost + cost,
    }),
    { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 },
  );

/** Facts the run started from and every reading. A reading may not give one of the former another value. */
export function allFacts(given: readonly Fact[], results: Iterable<StepResult>): Map<string, Fact> {
  const facts = new Map(given.map((fact) => [fact.id, fact]));
  for (const { agent, output } of results) {
    for (const fact of output.facts) {
      const known = facts.get(fact.id);
      if (known && known.source.provider !== 'rules' && known.value !== fact.value)
        throw new AppError(
          'INTERNAL',
          `Agent "${agent}" changed the fact "${fact.id}" the run started from.`,
          {
            fact: fact.id,
          },
        );
      facts.set(fact.id, fact);
    }
  }
  return facts;
}

function summarise(texts: readonly GroundedText[]): GroundingSummary {
  const spans = texts.flatMap(({ numbers }) => numbers);
  const count = (status: string) => spans.filter((span) => span.status === status).length;
  return {
    numbers: spans.length,
    sourced: count('sourced'),
    derived: count('derived'),
    unsourced: count('unsourced'),
  };
}

/** The sections of the plan's agents, in order; rounds of one agent follow one another. */
function sectionsOf(
  { steps, results, config, ground }: ReportParts,
  facts: ReadonlyMap<string, Fact>,
): Section[] {
  return sectionIds.flatMap((id) => {
    const agent = agents.find((each) => each.sections.includes(id))!.id;
    const own = steps.filter((step) => step.agent === agent);
    if (own.length === 0) return []; // an agent younger than the plan
    const texts = own.flatMap((step) => {
      const text = results.get(step.id)?.output.sections[id];
      const head = config.language === 'zh' ? `#### 第 ${step.round} 轮` : `#### Round ${step.round}`;
      return text ? [own.length > 1 ? `${head}\n\n${text}` : text] : [];
    });
    const skipped = own.find((step) => step.state === 'skipped')?.reason;
    if (texts.length === 0 && !skipped)
      throw new AppError('INTERNAL', `Agent "${agent}" wrote no section "${id}".`, { agent, section: id });
    return {
      id,
      agent,
      ...ground(texts.join('\n\n'), facts, config.language),
      ...(skipped ? { skipped } : {}),
    };
  });
}

/** The report of a run whose steps have all ended. Throws INTERNAL when a section or the decision is missing: never a report with holes. */
export function assembleReport(parts: ReportParts): Report {
  const { runId, engine, config, snapshot, steps, results, ground, createdAt } = parts;
  const ordered = steps.flatMap((step) => results.get(step.id) ?? []);
  const facts = allFacts([...snapshot.facts, ...(parts.memory?.facts ?? [])], ordered);
  const draft = ordered.find(({ output }) => output.decision)?.output.decision;
  if (!draft) throw new AppError('INTERNAL', 'No agent wrote a decision.', { runId });
  const written = sectionsOf(parts, facts);
  const context = {
    facts,
    horizon: config.horizon,
    language: config.language,
    ground,
    unexamined: listUnexamined(snapshot, steps),
  };
  const withheld = draft.kind === 'rated' ? whyWithheld(snapshot, config.horizon) : [];
  const drafted = toDecision(draft, context);
  const grounding = summarise([...written, ...textsOfDecision(drafted.decision)]);
  if (drafted.decision.kind === 'rated') withheld.push(...whyStruck(snapshot, grounding));
  for (const fact of withheld.flatMap((each) => each.facts)) facts.set(fact.id, fact);
  const isWithdrawn = withheld.length > 0;
  const { decision, absences } = isWithdrawn
    ? toDecision(unratedFor(withheld, config.language), context)
    : drafted;
  const sections = isWithdrawn ? markWithdrawn(written, config.language) : written;
  return {
    runId,
    instrument: snapshot.instrument,
    asOf: snapshot.asOf,
    createdAt,
    engine,
    language: config.language,
    depth: config.depth,
    simulated: snapshot.simulated,
    snapshotHash: snapshot.hash,
    title: titleOf(snapshot),
    decision,
    sections,
    facts: [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    doubts: [...snapshot.doubts],
    gaps: [...snapshot.absences, ...absences],
    grounding,
    usage: sumUsage(ordered.map(({ usage }) => usage)),
    steps: ordered.map(({ step, agent, model, fallback, usage, startedAt, finishedAt }) => ({
      ...usage,
      step,
      agent,
      model,
      fallback,
      durationMs: Date.parse(finishedAt) - Date.parse(startedAt),
    })),
  };
}
