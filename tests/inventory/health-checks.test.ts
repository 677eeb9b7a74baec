import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const files = [
  'docker-compose.yml',
  'Dockerfile.backend',
  'Dockerfile.frontend',
  'deploy/ha.yml',
  'deploy/swarm.yml',
];

it('asks a container about itself past every proxy that Docker hands to it', () => {
  const lines = files.flatMap((file) =>
    readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split('\n'),
  );
  const asked = lines.filter((line) => /\b(test:|HEALTHCHECK)/.test(line) && /\b(curl|wget)\b/.test(line));
  expect(asked.length).toBeGreaterThanOrEqual(2);
  for (const line of asked) expect(line).toMatch(/--noproxy["', ]+\*/);
});
