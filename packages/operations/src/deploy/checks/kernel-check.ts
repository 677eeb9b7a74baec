import { readFileSync } from 'node:fs';
import { type Check, type Finding, ok, unknown, warning } from './check.ts';

const overcommitFile = '/proc/sys/vm/overcommit_memory';
const pagesFile = '/sys/kernel/mm/transparent_hugepage/enabled';

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
};

/** Null for a file that cannot be read. */
export function judgeKernel(overcommit: string | null, hugePages: string | null): Finding[] {
  const findings = [
    overcommit === null
      ? unknown(`${overcommitFile} cannot be read`)
      : overcommit === '1'
        ? ok('vm.overcommit_memory=1')
        : warning(
            `vm.overcommit_memory=${overcommit}: Redis may fail to save when memory is short`,
            'sysctl -w vm.overcommit_memory=1, and the same line in /etc/sysctl.d/90-redis.conf',
          ),
  ];
  if (hugePages?.includes('[always]'))
    findings.push(
      warning(
        'transparent huge pages are always on: Redis answers late now and then',
        `echo madvise > ${pagesFile}, at every start`,
      ),
    );
  return findings;
}

export const kernelCheck: Check = {
  name: 'kernel',
  run: ({ engine }) =>
    engine?.isLocal === false
      ? [unknown('the engine is on another machine')]
      : judgeKernel(read(overcommitFile), read(pagesFile)),
};
