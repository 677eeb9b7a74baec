import type { Fact } from '@sagacity/contracts/facts';
import { ratingSchema, type SectionId } from '@sagacity/contracts/reports';
import { z } from 'zod';
import { mostAnswerChars } from '../models/most-answer-chars.ts';
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
  | {
      readonly ok: false;
      readonly faults: readonly string[];
      /** The answer without the citations that are refused, when nothing else is wrong with it. */
      readonly withoutRefused: AgentOutput | null;
    };

const heading = /^#{1,6}[ \t]*section:[ \t]*([a-z-]+)[ \t]*$/gm;
const fence = /```json[^\S\n]*\n([\s\S]*?)```/g;

/**
 * A model's answer as an AgentOutput, or all that is wrong with it, as sentences to hand back. `known` are the facts it may cite by
 * id in evidence and levels.
 */
export function parseAnswer(text: string, agent: Agent, known: ReadonlyMap<string, Fact>): ParsedAnswer {
  const faults: string[] = [];
  if (text.length >= mostAnswerChars)
    faults.push(`the answer is longer than ${mostAnswerChars} characters and was cut there: write less`);
  const sections = readSections(text, agent, faults);
  const block = readBlock(text, faults);
  if (!block) return { ok: false, faults, withoutRefused: null };
  if (decides(agent) && !block.decision) faults.push('the JSON block has no "decision"');
  const refused: string[] = [];
  const evidence = block.evidence.map((each, i) => {
    const unknown = each.factIds.filter((id) => !known.has(id));
    if (unknown.length > 0)
      refused.push(`evidence ${i + 1} cites facts that do not exist: ${unknown.join(', ')}`);
    return { ...each, factIds: each.factIds.filter((id) => known.has(id)) };
  });
  const decision =
    decides(agent) && block.decision ? { decision: keepKnown(block.decision, known, refused) } : {};
  const output: AgentOutput = { sections, evidence, facts: [], score: block.score, ...decision };
  if (faults.length === 0 && refused.length === 0) return { ok: true, output };
  return {
    ok: false,
    faults: [...faults, ...refused],
    withoutRefused: faults.length === 0 ? output : null,
  };
}

/** The decision without a level that rests on what is no price: none was given then. */
function keepKnown(
  decision: DecisionDraft,
  known: ReadonlyMap<string, Fact>,
  refused: string[],
): DecisionDraft {
  if (decision.kind === 'unrated') return decision;
  const { target, stop } = decision;
  return {
    ...decision,
    target: isKnown('target', target, known, refused) ? target : null,
    stop: isKnown('stop', stop, known, refused) ? stop : null,
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

function isKnown(
  name: string,
  level: LevelDraft | null,
  known: ReadonlyMap<string, Fact>,
  refused: string[],
): boolean {
  const before = refused.length;
  for (const id of level ? [level.base, level.step] : []) {
    const fact = known.get(id);
    if (fact?.unit !== 'price')
      refused.push(
        `decision.${name} needs ids of facts that are prices; "${id}" is ${fact ? fact.unit : 'no fact'}`,
      );
  }
  return refused.length === before;
}
