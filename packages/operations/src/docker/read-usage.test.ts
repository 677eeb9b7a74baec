import { expect, it } from 'vitest';
import { parseBytes, parseUsage } from './read-usage.ts';

/** Recorded from `docker stats --no-stream --format '{{json .}}'`. */
const recorded = `{"BlockIO":"0B / 0B","CPUPerc":"0.17%","Container":"5fea3a87cc89b801","ID":"5fea3a87cc89","MemPerc":"5.60%","MemUsage":"3.586MiB / 64MiB","Name":"opprobe-backend-1","NetIO":"932B / 0B","PIDs":"5"}
{"BlockIO":"0B / 0B","CPUPerc":"--","Container":"b46055403967","ID":"b46055403967","MemPerc":"--","MemUsage":"-- / --","Name":"opprobe-once-1","NetIO":"--","PIDs":"--"}
`;

it('reads processor and memory, and leaves out what has stopped meanwhile', () => {
  expect([...parseUsage(recorded)]).toEqual([['5fea3a87cc89', { cpuPct: 0.17, memoryBytes: 3_760_194 }]]);
});

it('tells powers of 1024 and of 1000 apart', () => {
  expect([parseBytes('1.5GiB'), parseBytes('2kB'), parseBytes('0B'), parseBytes('--')]).toEqual([
    1_610_612_736,
    2_000,
    0,
    null,
  ]);
});
