import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

interface Said {
  readonly who: ChildProcess;
  readonly what: 'begin' | 'end';
  readonly token: number;
  readonly atMs: number;
}

const program = fileURLToPath(new URL('./leader.fixture.ts', import.meta.url));
const longestMs = 7_000;
let directory: string;
let said: Said[];
let processes: ChildProcess[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'leaders-'));
  said = [];
  processes = [];
});
afterEach(async () => {
  const alive = processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(alive.map((one) => [one.kill('SIGKILL'), once(one, 'exit')][1]));
  rmSync(directory, { recursive: true, force: true });
});

function start(): void {
  const who = spawn(process.execPath, [program, join(directory, 'data.db')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(who);
  createInterface({ input: who.stdout as NodeJS.ReadableStream }).on('line', (line) =>
    said.push({ who, ...JSON.parse(line) }),
  );
}

/** Who leads after `token`, and when its first round began. */
const leaderAfter = (token: number) =>
  vi.waitFor(
    () => {
      const found = said.find((one) => one.token > token);
      if (!found) throw new Error('nobody leads yet');
      return found;
    },
    { timeout: 30_000, interval: 20 },
  );

/** Rounds of an older leader that began after a newer one's first. */
const lateBegins = () =>
  said.filter(
    (one) =>
      one.what === 'begin' &&
      said.some(({ token, what, atMs }) => what === 'begin' && token > one.token && atMs < one.atMs),
  );

/** Rounds that went on while another leader's did. A killed process has no end, its round ended with it. */
function overlaps(killedAtMs: ReadonlyMap<ChildProcess, number>): number {
  const rounds = said
    .filter(({ what }) => what === 'begin')
    .map(({ who, token, atMs }) => {
      const end = said.find((one) => one.what === 'end' && one.who === who && one.atMs >= atMs);
      return { who, token, fromMs: atMs, toMs: end?.atMs ?? killedAtMs.get(who) ?? atMs };
    });
  return rounds.filter((a) => rounds.some((b) => a.who !== b.who && a.fromMs < b.toMs && b.fromMs < a.toMs))
    .length;
}

it('moves to another process within seconds of kill -9, three times, never led by two', async () => {
  for (let n = 0; n < 4; n++) start();
  const killedAtMs = new Map<ChildProcess, number>();
  let token = 0;
  for (let kills = 0; kills < 3; kills++) {
    const leader = await leaderAfter(token);
    const rounds = () => said.filter(({ who }) => who === leader.who).length;
    await vi.waitFor(() => expect(rounds()).toBeGreaterThan(40), { timeout: 15_000, interval: 20 });
    leader.who.kill('SIGKILL');
    await once(leader.who, 'exit');
    killedAtMs.set(leader.who, Date.now());
    token = leader.token;
    const next = await leaderAfter(token);
    expect(next.atMs - (killedAtMs.get(leader.who) ?? 0)).toBeLessThan(longestMs);
  }
  expect(overlaps(killedAtMs)).toBe(0);
  expect(lateBegins()).toEqual([]);
});

it('begins no round in a process that stood still while another took over', async () => {
  for (let n = 0; n < 2; n++) start();
  const first = await leaderAfter(0);
  first.who.kill('SIGSTOP');
  const second = await leaderAfter(first.token);
  const rounds = () => said.filter(({ who }) => who === second.who).length;
  first.who.kill('SIGCONT');
  const seen = rounds();
  await vi.waitFor(() => expect(rounds()).toBeGreaterThan(seen + 60), { timeout: 20_000, interval: 20 });
  expect(lateBegins()).toEqual([]);
});
