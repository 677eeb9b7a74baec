import { expect, it } from 'vitest';
import { ground } from './ground.ts';
import { readScenes } from './labelled/read-labelled.ts';
import { renderFact } from './render-fact.ts';

it('accepts every fact as it renders it, typed after its label, in both languages', () => {
  const flagged: string[] = [];
  for (const facts of readScenes().values()) {
    for (const fact of facts.values()) {
      for (const text of [
        `${fact.label.zh}为 ${renderFact(fact, 'zh')}。`,
        `${fact.label.en} is ${renderFact(fact, 'en')}.`,
      ])
        if (ground(text, facts, 'zh').numbers.some(({ status }) => status === 'unsourced'))
          flagged.push(text);
    }
  }
  expect(flagged).toEqual([]);
});
