import { type FakeOpenAi, startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  configureFakeModels,
  hasEnded,
  llmConfig,
  llmEnv,
  startRun,
  waitForRun,
} from '../../harness/llm-run.ts';
import { openSignedInApp, type SignedInApp } from '../../harness/signed-in-app.ts';
import { watchOthers } from '../../harness/watch-others.ts';

let fake: FakeOpenAi;
let signedIn: SignedInApp;
beforeAll(async () => {
  fake = await startFakeOpenAi();
  signedIn = await openSignedInApp(llmEnv);
  await configureFakeModels(signedIn.client, fake);
});
afterAll(async () => {
  await signedIn?.close();
  await fake?.close();
});

/** Every answer carries `text` at the head of each of its sections. */
async function runWith(text: string) {
  fake.behave((request) => {
    const answer = autoAnswer(request);
    return {
      ...answer,
      text: answer.text?.replaceAll(/^## section:.*$/gm, (head) => `${head}\n\n${text}`) ?? '',
    };
  });
  const { client } = signedIn;
  const run = await startRun(client, llmConfig);
  return waitForRun(client, run.id, hasEnded, patienceMs);
}
/** A loaded machine is slow; an expression that blows up over such texts takes longer than anybody waits. */
const patienceMs = 300_000;

it.each([
  ['168 digits', '1'.repeat(168)],
  ['20 kB of digits', '7'.repeat(20_000)],
  ['20 kB of windows', '20-'.repeat(6_700)],
  ['20 kB of numbers', '1% '.repeat(6_700)],
  ['a megabyte of digits', '9'.repeat(1_000_000)],
])(
  'others are served while every answer is full of %s',
  async (what, text) => {
    let status = '';
    const others = await watchOthers(`${signedIn.app.url}/api/health/live`, {}, async () => {
      status = (await runWith(text)).status;
    });
    process.stderr.write(`${what}: ${status}, others waited ${others.longestMs} ms at most\n`);
    expect(['succeeded', 'failed']).toContain(status);
    expect(others).toMatchObject({ failed: 0 });
  },
  patienceMs,
);

it(
  'strikes numbers in disguise, and exports neither tags nor images nor links that run',
  async () => {
    const disguised = [
      '&#x39;&#56;&#x37;',
      '&amp;#x39;&amp;#56;7',
      '⁹⁸⁷',
      '𝟗𝟖𝟕',
      '９８７',
      '٩٨٧',
      '⑨⑧⑦',
      '9\u200b8\u200b7',
    ];
    const text = `Worth ${disguised.join(' yuan, ')} yuan. <script>x</script> ![t](https://e.org/p.png) [x](javascript:alert(1))`;
    const run = await runWith(text);
    expect(run.failure).toBeNull();
    const { sections } = await signedIn.client.call('getReport', { params: { id: run.id } });
    for (const { id, numbers, skipped } of sections.filter(({ skipped }) => !skipped)) {
      const struck = numbers.filter(({ status }) => status === 'unsourced').map((number) => number.text);
      expect([id, skipped, struck]).toEqual([id, undefined, expect.arrayContaining(disguised)]);
    }
    const markdown = await signedIn.client.call('exportReport', {
      params: { id: run.id },
      query: { format: 'markdown' },
    });
    expect(markdown).toContain('~~⁹⁸⁷~~');
    expect(markdown).not.toMatch(/<script|!\[|\]\((?!https?:)|&#x39/);
  },
  patienceMs,
);
