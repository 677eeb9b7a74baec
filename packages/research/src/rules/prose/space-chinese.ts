import type { Fact, Language } from '@sagacity/contracts/facts';
import { renderFact } from '../../grounding/render-fact.ts';
import type { AgentOutput } from '../../roster/port.ts';

const han = '\\p{Script=Han}';
const citation = new RegExp(`\\[\\[([a-z][a-z0-9.-]*)\\]\\] (?=${han})`, 'gu');
const endsInHan = new RegExp(`${han}$`, 'u');
const intoLatin = new RegExp(`(${han})(?=[A-Za-z+])`, 'gu');
const outOfLatin = new RegExp(`([A-Za-z])(?=${han})`, 'gu');

/** Chinese typography: no space after a unit such as 元, one between Chinese and Latin letters. Quoted text stays as it is. */
function spaced(text: string, facts: ReadonlyMap<string, Fact>): string {
  return text
    .split(/(“[^“”]*”)/)
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : piece
            .replace(citation, (mark, id: string) => {
              const fact = facts.get(id);
              return fact && endsInHan.test(renderFact(fact, 'zh')) ? mark.trimEnd() : mark;
            })
            .replace(intoLatin, '$1 ')
            .replace(outOfLatin, '$1 '),
    )
    .join('');
}

/** An agent's texts with the spaces that Chinese wants; English is left alone. */
export function spaceChinese(
  output: AgentOutput,
  facts: ReadonlyMap<string, Fact>,
  language: Language,
): AgentOutput {
  if (language !== 'zh') return output;
  const fix = (text: string): string => spaced(text, facts);
  const sections = Object.fromEntries(Object.entries(output.sections).map(([id, text]) => [id, fix(text)]));
  const { decision } = output;
  if (!decision) return { ...output, sections };
  return {
    ...output,
    sections,
    decision:
      decision.kind === 'unrated'
        ? { ...decision, because: fix(decision.because) }
        : {
            ...decision,
            summary: fix(decision.summary),
            reasons: decision.reasons.map((reason) => ({ ...reason, claim: fix(reason.claim) })),
            wouldChange: decision.wouldChange.map(fix),
          },
  };
}
