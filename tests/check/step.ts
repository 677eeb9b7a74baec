import { spawnSync } from 'node:child_process';

/** Returns the faults found, one line each; none means the step passed. */
export interface CheckStep {
  readonly name: string;
  run(): Promise<string[]> | string[];
}

export const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** Runs a program of node_modules/.bin in the repository's root. */
export function runTool(tool: string, args: readonly string[]): { ok: boolean; output: string } {
  const child = spawnSync(`${root}/node_modules/.bin/${tool}`, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (child.error) return { ok: false, output: `${tool} did not start: ${child.error.message}` };
  return { ok: child.status === 0, output: `${child.stdout}${child.stderr}`.trim() };
}

export const toolStep = (name: string, tool: string, args: readonly string[]): CheckStep => ({
  name,
  run: () => {
    const { ok, output } = runTool(tool, args);
    return ok ? [] : output.split('\n');
  },
});
