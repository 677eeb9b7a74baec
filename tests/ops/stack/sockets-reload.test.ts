import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../../harness/llm-run.ts';
import { isEnd, readSome } from '../../harness/read-events.ts';
import { restore } from '../../harness/stack/break-container.ts';
import { docker } from '../../harness/stack/docker.ts';
import { compareEvents } from '../../harness/stack/follow-run.ts';
import { openSockets, subscribe } from '../../harness/stack/open-sockets.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { counted, startTraffic } from '../../harness/stack/traffic.ts';
import { until } from '../../harness/stack/until.ts';

const count = 1_000;

/** Puts another text in the configuration’s place and waits until nginx says that it has taken it. */
async function reloadWith(path: string, text: string): Promise<void> {
  const [nginx] = await containersOf(stack, 'nginx');
  const since = new Date().toISOString();
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
  await until('nginx has reloaded', async () => {
    const logged = await docker(['exec', nginx!.Id, 'sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "']);
    return logged.includes('worker process is shutting down') && since;
  });
}

describeStack('nginx that reloads under a thousand sockets', () => {
  afterEach(() => restore(stack));

  it('drops none of them, and events still arrive on all', async () => {
    const client = await signedInClient();
    const sockets = await openSockets(client, count);
    let dropped = 0;
    let isClosing = false;
    for (const { socket } of sockets) socket.on('close', () => (dropped += isClosing ? 0 : 1));
    onTestFinished(() => {
      isClosing = true;
      for (const { socket } of sockets) socket.terminate();
    });
    const traffic = startTraffic(client, { reads: 20, writes: 5 });

    const conf = join(stack.directory, 'config/nginx/nginx.conf');
    const before = readFileSync(conf, 'utf8');
    onTestFinished(() => writeFileSync(conf, before));
    const reloadAtMs = performance.now();
    await reloadWith(conf, `${before}# reloaded\n`);
    const reloadedMs = Math.round(performance.now() - reloadAtMs);

    const run = await startRun(client);
    const whole = await readSome(client, run.stream, null, Number.POSITIVE_INFINITY);
    for (const one of sockets) subscribe(one, run.stream);
    const eventsOf = ({ received }: (typeof sockets)[number]) =>
      received.filter((message) => message.type === 'event');
    await until('all followed the run to its end', async () =>
      sockets.every((one) => eventsOf(one).some(isEnd)),
    );
    const result = await traffic.stop();
    expect((await waitForRun(client, run.id, hasEnded)).status).toBe('succeeded');

    const compared = sockets.map((one) => compareEvents(eventsOf(one), whole));
    const events = {
      lost: compared.reduce((sum, { lost }) => sum + lost, 0),
      doubled: compared.reduce((sum, { doubled }) => sum + doubled, 0),
    };
    const { requests, writes, slowest } = counted(result);
    record({
      fault: `nginx reloads under ${count} open WebSockets`,
      requests,
      events,
      repeatedCalls: null,
      recoveryMs: reloadedMs,
      note: `${dropped} sockets dropped; ${writes}; ${slowest}`,
      engine: 'nginx',
    });
    expect(dropped).toBe(0);
    expect(events).toEqual({ lost: 0, doubled: 0 });
    expect({ reads: result.reads.failures, writes: result.writes.failures }).toEqual({
      reads: {},
      writes: {},
    });
  });
});
