import { expect, it } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../../harness/llm-run.ts';
import { isEnd, readSome } from '../../harness/read-events.ts';
import { describeStack, signedInClient } from '../../harness/stack/shared-stack.ts';

describeStack('the stack as an operator brought it up', () => {
  it('makes a report of a simulated company through nginx, with live updates', async () => {
    const client = await signedInClient();
    const run = await startRun(client);
    const seen = await readSome(client, run.stream, null, Number.POSITIVE_INFINITY);
    expect(seen.filter(isEnd).map(({ event }) => event.type)).toEqual(['run-succeeded']);
    expect((await waitForRun(client, run.id, hasEnded)).status).toBe('succeeded');
  });
});
