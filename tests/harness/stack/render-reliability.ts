import type { FaultRecord } from './record.ts';

const none = '·';
const seconds = (ms: number | null) => (ms === null ? none : `${(ms / 1000).toFixed(1)} s`);

const row = ({ fault, requests, events, repeatedCalls, recoveryMs, note, engine }: FaultRecord): string =>
  `| ${[
    engine ? `${fault} *(${engine})*` : fault,
    requests ? `${requests.failed} of ${requests.sent}` : none,
    events ? `${events.lost} / ${events.doubled}` : none,
    repeatedCalls ?? none,
    seconds(recoveryMs),
    note,
  ].join(' | ')} |`;

/** docs/reliability.md from what the tests counted. `images`: what stood for each engine. */
export function renderReliability(
  lines: readonly FaultRecord[],
  about: { readonly machine: string; readonly images: string },
): string {
  return `# Reliability

Written by \`npm run reliability -- --write\`, which runs \`tests/ops/stack\`: the project's own images and compose file, brought up by
\`sagacity deploy\`, under a constant load of requests through nginx and TLS, while something is killed, cut, filled or moved.
A request counts as failed when it got no answer, an answer of 300 or more that the test does not ask for, or none within 15 s of when
it was due; where the last column counts writes, the failed requests are those of the reads. Recovery is the time from the fault until
every service was healthy, or the thing that was hit worked, again; where it counts from another moment, the last column says so. Every
figure is counted, and every test has one attempt.

Machine: ${about.machine}.

| fault | failed requests | events lost / doubled | model calls made twice | recovery | what was noticed |
|---|---|---|---|---|---|
${lines.map(row).join('\n')}

A dot: not part of that test. A name in brackets is the engine that was hit.

## What ran against a stand-in

${about.images}

The official images are what the compose file names. Where no registry could be reached, images under the same tags took their place:
nginx and Redis are Debian's builds of the same programs (other minor versions, glibc), Node.js is the program as npm carries it, and \`mongo:8\` is DocumentDB, a
MongoDB-compatible engine, behind MongoDB's wire protocol. With it, the three members of the profile \`ha\` share one engine: what is
proven is what the *program* does while a primary is killed, cut off or steps down, not MongoDB's own elections, replication and
oplog. Certificates came from
Debian's certbot in an image of the tests, not from the one the compose file names. Not proven at all: several hosts with disks and clocks of their own, and Swarm's routing mesh.
`;
}
