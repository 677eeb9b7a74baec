import { existsSync, readFileSync } from 'node:fs';

export interface Limits {
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly processes: number;
}

/** What the kernel enforces for the control groups that `pid` is in, of version 1 or 2. */
export function readLimits(pid: number): Limits {
  const groups = readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n');
  const unified = '/sys/fs/cgroup/cgroup.controllers';
  if (existsSync(unified)) {
    const path = groups.find((line) => line.startsWith('0::'))?.slice(3) ?? '';
    const read = (file: string) => readFileSync(`/sys/fs/cgroup${path}/${file}`, 'utf8').trim();
    const [quota, period] = read('cpu.max').split(' ').map(Number);
    return {
      cpus: (quota as number) / (period as number),
      memoryBytes: Number(read('memory.max')),
      processes: Number(read('pids.max')),
    };
  }
  const read = (controller: string, file: string) => {
    const line = groups.find((group) => group.split(':')[1]?.split(',').includes(controller));
    return Number(readFileSync(`/sys/fs/cgroup/${controller}${line?.split(':')[2]}/${file}`, 'utf8'));
  };
  return {
    cpus: read('cpu', 'cpu.cfs_quota_us') / read('cpu', 'cpu.cfs_period_us'),
    memoryBytes: read('memory', 'memory.limit_in_bytes'),
    processes: read('pids', 'pids.max'),
  };
}
