import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { docker } from '../harness/stack/docker.ts';
import { type FaultRecord, faultFile } from '../harness/stack/record.ts';
import { renderReliability } from '../harness/stack/render-reliability.ts';

/**
 * `npm run reliability [-- --write] [--last]`: runs the stack suite and shows, or writes, the table of what it counted; with --last
 * what the last run counted.
 */
const page = new URL('../../docs/reliability.md', import.meta.url);
const tags = ['node:24-bookworm-slim', 'nginx:1.28-alpine', 'redis:7-alpine', 'mongo:8'];

const runSuite = (): number | null => {
  rmSync(faultFile, { force: true });
  return spawnSync('vitest', ['run', '--project', 'stack'], { stdio: 'inherit' }).status;
};
const status = process.argv.includes('--last') ? 0 : runSuite();
if (existsSync(faultFile)) {
  const lines: FaultRecord[] = readFileSync(faultFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const [cpu] = cpus();
  const engine = await docker(['version', '--format', '{{.Server.Version}}']);
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Docker ${engine}, ${new Date().toISOString().slice(0, 10)}`;
  const origins = await Promise.all(
    tags.map(async (tag) => {
      const digests = await docker(['image', 'inspect', '--format', '{{len .RepoDigests}}', tag]);
      return `\`${tag}\`: ${digests === '0' ? 'a local stand-in' : 'from its registry'}`;
    }),
  );
  const text = renderReliability(lines, { machine, images: `${origins.join(' · ')}.` });
  process.stdout.write(text);
  if (process.argv.includes('--write') && status === 0) writeFileSync(page, text);
}
process.exitCode = status ?? 1;
