import { type Check, type Finding, fault, ok, warning } from './check.ts';

const oldestEngine = '20.10';
const oldestCompose = '2.20';
const install = 'install Docker Engine and its compose plug-in: https://docs.docker.com/engine/install/';

const instead =
  'secrets, health conditions and replicas of this stack need Docker Engine: install it beside Podman, also rootless (dockerd-rootless-setuptool.sh), and set DOCKER_HOST to its socket; or run everything in one process without containers: npm start';
/** Below this a rootless engine may not listen. */
const privilegedPort = 1024;

/** Compares the first two numbers of versions such as 20.10.24+dfsg1. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [oldMajor = 0, oldMinor = 0] = oldest.split('.').map(Number);
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

export const engineCheck: Check = {
  name: 'docker',
  run: ({ engine, engineFault, settings }): Finding[] => {
    if (engine === null)
      return [
        fault(
          engineFault,
          `start the engine, let this user reach it (group docker, or DOCKER_HOST), or ${install}`,
        ),
      ];
    const { version, composeVersion } = engine;
    if (engine.isPodman)
      return [fault(`Podman${version && ` ${version}`} answers in place of Docker`, instead)];
    return [
      isAtLeast(version, oldestEngine)
        ? ok(`engine ${version}`)
        : fault(`engine ${version} is older than ${oldestEngine}`, install),
      composeVersion === null
        ? fault('docker compose, version 2, is not installed', install)
        : isAtLeast(composeVersion, oldestCompose)
          ? ok(`compose ${composeVersion}`)
          : fault(`compose ${composeVersion} is older than ${oldestCompose}`, install),
      ...(engine.isRootless ? judgeRootless([settings.HTTP_PORT, settings.HTTPS_PORT]) : []),
      ...engine.missingLimits.map((name) =>
        fault(
          `the kernel does not enforce ${name} limits`,
          'add cgroup_enable=memory swapaccount=1 to the kernel’s command line and start it again',
        ),
      ),
    ];
  },
};

const judgeRootless = (ports: readonly string[]): Finding[] => {
  const low = ports.filter((port) => Number(port) < privilegedPort);
  return low.length === 0
    ? [ok('rootless')]
    : [
        warning(
          `the engine is rootless, and may not listen on ${low.join(', ')} unless the kernel lets it`,
          `sagacity deploy init --http-port 8080 --https-port 8443, or sysctl -w net.ipv4.ip_unprivileged_port_start=${Math.min(...low.map(Number))}`,
        ),
      ];
};
