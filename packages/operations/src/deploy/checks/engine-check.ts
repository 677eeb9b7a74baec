import { type Check, type Finding, fault, ok } from './check.ts';

const oldestEngine = '20.10';
const oldestCompose = '2.20';
const install = 'install Docker Engine and its compose plug-in: https://docs.docker.com/engine/install/';

/** Compares the first two numbers of versions such as 20.10.24+dfsg1. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [oldMajor = 0, oldMinor = 0] = oldest.split('.').map(Number);
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

export const engineCheck: Check = {
  name: 'docker',
  run: ({ engine, engineFault }): Finding[] => {
    if (engine === null)
      return [
        fault(
          engineFault,
          `start the engine, let this user reach it (group docker, or DOCKER_HOST), or ${install}`,
        ),
      ];
    const { version, composeVersion } = engine;
    return [
      isAtLeast(version, oldestEngine)
        ? ok(`engine ${version}`)
        : fault(`engine ${version} is older than ${oldestEngine}`, install),
      composeVersion === null
        ? fault('docker compose, version 2, is not installed', install)
        : isAtLeast(composeVersion, oldestCompose)
          ? ok(`compose ${composeVersion}`)
          : fault(`compose ${composeVersion} is older than ${oldestCompose}`, install),
      ...engine.missingLimits.map((name) =>
        fault(
          `the kernel does not enforce ${name} limits`,
          'add cgroup_enable=memory swapaccount=1 to the kernel’s command line and start it again',
        ),
      ),
    ];
  },
};
