import { keepRank } from '@sagacity/contracts/wording/keep-rank';
import { expect, it } from 'vitest';
import { ground } from './ground.ts';
import { readScenes } from './labelled/read-labelled.ts';

const facts = readScenes().get('us') ?? new Map();

it.each([
  ['an open quotation', `"${'word 12 '.repeat(500)}`],
  ['an open Chinese quotation', `“${'价格 12 元'.repeat(500)}`],
  ['one endless number', '1'.repeat(4_000)],
  ['separators', '1,'.repeat(2_000)],
  ['an endless heading', `# ${'a 1 '.repeat(1_000)}`],
  ['open fences', `\`\`\`${'1 '.repeat(2_000)}`],
  ['open brackets', '[['.repeat(2_000)],
  ['words of growth', `${'up '.repeat(1_500)}5%`],
  ['windows without a unit', '20-'.repeat(1_300)],
])('comes to an end on %s', (_what, text) => {
  const { body, numbers } = ground(text, facts, 'en');
  const back = body.replace(/\[\[n:(\d+)\]\]/g, (_all, i) => numbers[Number(i)]?.text ?? '');
  expect(back).toBe(keepRank(text));
});
