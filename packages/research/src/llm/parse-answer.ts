import type { Fact } from '@sagacity/contracts/facts';
import { ratingSchema, type SectionId } from '@sagacity/contracts/reports';
import { z } from 'zod';
import type { Agent, AgentOutput, DecisionDraft, LevelDraft } from '../roster/port.ts';
import { decides } from './answer-format.ts';

const share = z.number().min(0).max(1);
const view = z.number().min(-1).max(1);
const texts = z.array(z.string().min(1)).max(8);
const levelSchema = z.strictObject({ base: z.string(), multiple: z.number(), step: z.string() });
const evidenceSchema = z.strictObject({
  topic: z.string().min(1),
  direction: view,
  strength: share,
  claim: z.string().min(1),
  factIds: z.array(z.string()),
});
const reasonSchema = z.strictObject({
  claim: z.string().min(1),
  direction: view.refine((value) => value !== 0, 'above 0 when bullish, below 0 when bearish'),
});
const decisionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rated'),
    rating: ratingSchema,
    confidence: share,
    risk: share,
    target: levelSchema.nullable(),
    stop: levelSchema.nullable(),
    positionPct: z.number().min(0).max(100).nullable(),
    summary: z.string().min(1),
    reasons: z.array(reasonSchema).min(1).max(12),
    wouldChange: texts,
  }),
  z.strictObject({ kind: z.literal('unrated'), because: z.string().min(1) }),
]);
const blockSchema = z.strictObject({
  evidence: z.array(evidenceSchema).max(20),
  score: view.nullable(),
  decision: decisionSchema.optional(),
});

export type ParsedAnswer =
  | { readonly ok: true; readonly output: AgentOutput }
  | { readonly ok: false; readonly faults: readonly string[] };

const heading = /^#{1,6}[ \t]*section:[ \t]*([a-z-]+)[ \t]*$/gm;
const fence = /```json\s*\n([\s\S]*?)```/g;

/**
 * A model's answer as an AgentOutput, or all that is wrong with it, as sentences to hand back. `known` are the facts it may cite by
 * id in evidence and levels.
 */
export function parseAnswer(text: string, agent: Agent, known: ReadonlyMap<string, Fact>): ParsedAnswer {
  const faults: string[] = [];
  const sections = readSections(text, agent, faults);
  const block = readBlock(text, faults);
  if (!block) return { ok: false, faults };
  for (const [i, { factIds }] of block.evidence.entries()) {
    const unknown = factIds.filter((id) => !known.has(id));
    if (unknown.length > 0)
      faults.push(`evidence ${i + 1} cites facts that do not exist: ${unknown.join(', ')}`);
  }
  if (decides(agent) && !block.decision) faults.push('the JSON block has no "decision"');
  if (block.decision?.kind === 'rated') {
    checkLevel('target', block.decision.target, known, faults);
    checkLevel('stop', block.decision.stop, known, faults);
  }
  if (faults.length > 0) return { ok: false, faults };
  const decision = decides(agent) ? { decision: block.decision as DecisionDraft } : {}; // present: checked above
  return {
    ok: true,
    output: { sections, evidence: block.evidence, facts: [], score: block.score, ...decision },
  };
}

function readSections(text: string, agent: Agent, faults: string[]): Partial<Record<SectionId, string>> {
  const body = text.replace(fence, '');
  const marks = [...body.matchAll(heading)];
  const sections: Partial<Record<SectionId, string>> = {};
  marks.forEach((mark, i) => {
    const id = agent.sections.find((section) => section === mark[1]);
    const content = body.slice(mark.index + mark[0].length, marks[i + 1]?.index).trim();
    if (id && content) sections[id] = sections[id] ? `${sections[id]}\n\n${content}` : content;
  });
  const [only, second] = agent.sections;
  if (marks.length === 0 && only && !second && body.trim()) sections[only] = body.trim();
  for (const id of agent.sections)
    if (!sections[id]) faults.push(`the text has no part under the heading "## section:${id}"`);
  return sections;
}

function readBlock(text: string, faults: string[]): z.infer<typeof blockSchema> | null {
  const json = [...text.matchAll(fence)].at(-1)?.[1];
  if (json === undefined) {
    faults.push('there is no ```json block at the end');
    return null;
  }
  try {
    const parsed = blockSchema.safeParse(JSON.parse(json));
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      faults.push(`JSON at ${issue.path.join('.') || 'the top'}: ${issue.message}`);
  } catch (error) {
    faults.push(`the JSON block cannot be read: ${(error as Error).message}`); // JSON.parse throws SyntaxError only
  }
  return null;
}

function checkLevel(
  name: string,
  level: LevelDraft | null,
  known: ReadonlyMap<string, Fact>,
  faults: string[],
): void {
  for (const id of level ? [level.base, level.step] : []) {
    const fact = known.get(id);
    if (fact?.unit !== 'price')
      faults.push(
        `decision.${name} needs ids of facts that are prices; "${id}" is ${fact ? fact.unit : 'no fact'}`,
      );
  }
}
