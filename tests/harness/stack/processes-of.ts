import { readFileSync } from 'node:fs';
import { docker } from './docker.ts';

export interface ProcessFacts {
  readonly pid: number;
  readonly command: string;
  /** Real, effective, saved and file-system user. */
  readonly uids: readonly number[];
  /** Effective and bounding capabilities as a bit mask; 0 is none. */
  readonly effective: bigint;
  readonly bounding: bigint;
  readonly noNewPrivileges: boolean;
  /** 2: system calls are filtered. */
  readonly seccomp: number;
}

/** Every process of a container, as the kernel of the host knows it. */
export async function processesOf(container: string): Promise<ProcessFacts[]> {
  const rows = (await docker(['top', container, '-eo', 'pid,comm'])).split('\n').slice(1);
  return rows.flatMap((row) => {
    const [pid = '', command = ''] = row.trim().split(/\s+/);
    try {
      return [factsOf(Number(pid), command)];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // a health check that has ended
      throw error;
    }
  });
}

function factsOf(pid: number, command: string): ProcessFacts {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const value = (key: string) => new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  return {
    pid,
    command,
    uids: value('Uid').split(/\s+/).map(Number),
    effective: BigInt(`0x${value('CapEff')}`),
    bounding: BigInt(`0x${value('CapBnd')}`),
    noNewPrivileges: value('NoNewPrivs') === '1',
    seccomp: Number(value('Seccomp')),
  };
}
