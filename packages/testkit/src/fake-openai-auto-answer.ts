import type { FakeReply, FakeRequest } from './fake-openai-port.ts';
import { textOf } from './fake-openai-replies.ts';

const line = (prompt: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(prompt)?.[1]?.trim() ?? '';

/** Rows of the prompt's table of facts: `id | label | value | unit | as of`. */
const factsIn = (prompt: string) =>
  Array.from(
    prompt.matchAll(/^([a-z][a-z0-9]*(?:[.-][a-z0-9]+)+) \| ([^|\n]+) \| ([^|\n]+) \| ([a-z]+) \|/gm),
    (match) => ({
      id: match[1] ?? '',
      label: match[2] ?? '',
      unit: match[4] ?? '',
    }),
  );

/**
 * Answers as a diligent agent would: a paragraph per section it was asked for, each citing facts of its prompt, and the closing
 * JSON block, with a decision where one is asked. Deterministic.
 */
export function autoAnswer(request: FakeRequest): FakeReply {
  const prompt = request.messages.map(textOf).join('\n');
  const zh = line(prompt, 'LANGUAGE') === 'zh';
  const facts = factsIn(prompt).filter((fact) => fact.unit !== 'date' && fact.unit !== 'text');
  const sections = line(prompt, 'SECTIONS').split(/,\s*/).filter(Boolean);
  const cite = (fact: (typeof facts)[number]) =>
    zh ? `${fact.label}为 [[${fact.id}]]` : `${fact.label} is [[${fact.id}]]`;
  const text = sections.map((section, i) => {
    const chosen = [0, 1, 2, 3]
      .map((k) => facts[(i * 4 + k * 7) % Math.max(1, facts.length)])
      .filter((fact) => fact !== undefined);
    const said = [...new Set(chosen)].map(cite).join(zh ? '；' : '; ');
    const empty = zh ? '没有可用的事实。' : 'There are no facts to read.';
    return `## section:${section}\n${said ? said + (zh ? '。' : '.') : empty}`;
  });
  const first = facts[0];
  const evidence = first
    ? [
        {
          topic: zh ? '首要读数' : 'Main reading',
          direction: 0.4,
          strength: 0.6,
          claim: cite(first),
          factIds: [first.id],
        },
      ]
    : [];
  const decision = line(prompt, 'DECISION') === 'required' ? { decision: decisionFor(facts, zh) } : {};
  const block = JSON.stringify({ evidence, score: first ? 0.2 : null, ...decision }, null, 1);
  return { text: `${text.join('\n\n')}\n\n\`\`\`json\n${block}\n\`\`\`\n` };
}

function decisionFor(facts: readonly { id: string }[], zh: boolean) {
  const has = (id: string) => facts.some((fact) => fact.id === id);
  if (!has('market.close')) return { kind: 'unrated', because: zh ? '没有收盘价。' : 'There is no close.' };
  const level = (multiple: number) =>
    has('market.atr14') ? { base: 'market.close', multiple, step: 'market.atr14' } : null;
  return {
    kind: 'rated',
    rating: 'hold',
    confidence: 0.55,
    risk: 0.4,
    target: level(3),
    stop: level(-2),
    positionPct: null,
    summary: zh
      ? '收盘价 [[market.close]]，证据均衡。'
      : 'With the close at [[market.close]] the evidence is balanced.',
    reasons: [
      { claim: zh ? '收盘价为 [[market.close]]。' : 'The close is [[market.close]].', direction: 0.5 },
      { claim: zh ? '没有更强的信号。' : 'No stronger signal exists.', direction: -0.5 },
    ],
    wouldChange: [zh ? '趋势转向。' : 'A turn of the trend.'],
  };
}
