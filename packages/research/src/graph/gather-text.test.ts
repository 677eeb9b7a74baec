import { clockAt } from '@sagacity/testkit/clock-at';
import { beforeEach, expect, it } from 'vitest';
import { type GatheredText, gatherText } from './gather-text.ts';

let passed: [string, number][];
let slept: number[];
let wake: () => void;
let gathered: GatheredText;

beforeEach(() => {
  passed = [];
  slept = [];
  const sleep = (ms: number) => {
    slept.push(ms);
    return new Promise<void>((resolve) => {
      wake = resolve;
    });
  };
  const clock = { ...clockAt(() => 0), sleep };
  gathered = gatherText(clock, (text, attempt) => void passed.push([text, attempt]));
});
const turn = () => new Promise(setImmediate);

it('passes on together what is said within a quarter of a second', async () => {
  for (const text of ['Profit', ' grew', ' by']) gathered.add(text, 1);
  expect(passed).toEqual([]);
  wake();
  await turn();
  expect(passed).toEqual([['Profit grew by', 1]]);
  expect(slept).toEqual([250]);
});

it('does not wait with a thousand characters', () => {
  for (let n = 0; n < 300; n++) gathered.add('word ', 1);
  expect(passed.map(([text]) => text.length)).toEqual([1_025]);
  gathered.flush();
  expect(passed.map(([text]) => text).join('')).toBe('word '.repeat(300));
});

it('keeps attempts apart, in their order', () => {
  gathered.add('half of', 1);
  gathered.add('all', 2);
  gathered.flush();
  gathered.flush();
  expect(passed).toEqual([
    ['half of', 1],
    ['all', 2],
  ]);
});

it('lets a wait that is over pass nothing on early', async () => {
  gathered.add('first', 1);
  const old = wake;
  gathered.flush();
  gathered.add('second', 1);
  old();
  await turn();
  expect(passed).toEqual([['first', 1]]);
});
