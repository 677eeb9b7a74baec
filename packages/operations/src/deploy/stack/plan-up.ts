import { type Container, isWell } from '../../docker/parse-containers.ts';
import type { ComparedFile } from '../init/compare-files.ts';
import { isRunning } from '../is-running.ts';
import type { Action, Plan, Step } from '../plan.ts';
import { throughNginx } from '../replace-nginx.ts';
import { isRolling, planRoll, planSurplus, splitOff } from './plan-roll.ts';
import { findUnwanted, needsNew, type Service, type Stack } from './read-stack.ts';
import { resumePaused } from './resume-paused.ts';

export interface UpInput {
  readonly stack: Stack;
  /** Services whose image is not on this host. */
  readonly missingImages: readonly string[];
  /** Services whose running containers are of another image or another compose file. */
  readonly outdated: readonly string[];
  readonly build: boolean;
  /** Of the checkout, for the label of images built from it; null when it is none. */
  readonly commit: string | null;
  readonly timeoutMs: number;
  /** A self-signed certificate in place of one about to end; else empty. */
  readonly certificate: readonly Action[];
  /** nginx.conf as the settings want it. */
  readonly nginx: ComparedFile;
}

const healthTimeoutMs = 30_000;
/** An ACME authority looks at the name from several places before it signs. */
const issueTimeoutMs = 120_000;
const docker = (...args: string[]): Action => ({ do: 'run', command: ['docker', ...args] });
const compose = (...args: string[]): Action => docker('compose', ...args);
const stages: ReadonlyArray<{ title: string; holds: (name: string) => boolean }> = [
  { title: 'Databases', holds: (name) => /^(mongodb|redis|sentinel)(-\d)?$/.test(name) },
  { title: 'Replica set and users of the database', holds: (name) => name === 'mongodb-init' },
  { title: 'Program and pages', holds: (name) => ['backend', 'worker', 'frontend'].includes(name) },
  { title: 'Way in', holds: (name) => name === 'nginx' },
  { title: 'Other services', holds: () => true },
];

/** Everything up, what others need first; each stage has to be healthy before the next. What already runs well is left alone. */
export function planUp(input: UpInput): Plan {
  const { stack, nginx, timeoutMs } = input;
  const wanted = stack.services.filter(({ isOnDemand }) => !isOnDemand);
  const placed = new Set<string>();
  const steps: Step[] = [...imageSteps(input), ...resumePaused(stack.containers)];
  if (input.certificate.length > 0) steps.push({ title: 'New certificate', actions: input.certificate });
  if (nginx.action)
    steps.push({
      title: 'Configuration of nginx',
      actions: isRunning(stack.containers, 'nginx') ? throughNginx([nginx.action]) : [nginx.action],
    });
  for (const { title, holds } of stages) {
    const services = wanted.filter(({ name }) => !placed.has(name) && holds(name));
    for (const { name } of services) placed.add(name);
    const started = services.filter((service) => !isAsWanted(service, input));
    const isDead = ({ name }: Service) => !isRunning(stack.containers, name);
    // What nobody serves comes before what serves is replaced.
    const dead = started.filter(isDead);
    if (dead.length > 0) steps.push(startStep(title, dead, input));
    for (const { name, replicas: count } of services) {
      if (!isRolling(name)) continue;
      const only = replacedOf(name, input);
      const plan = only.length > 0 ? planRoll : planSurplus;
      steps.push(...plan({ service: name, containers: stack.containers, count, timeoutMs, only }));
    }
    const rest = started.filter((service) => !isDead(service));
    if (rest.length > 0) steps.push(startStep(title, rest, input));
  }
  steps.push(...planUnwanted(stack));
  const answerMs = stack.settings.TLS_MODE === 'acme' ? issueTimeoutMs : healthTimeoutMs;
  steps.push({ title: 'Answer through nginx', actions: [{ do: 'ask-health', timeoutMs: answerMs }] });
  return { steps, notes: input.certificate.length > 0 ? [newAuthority] : [] };
}

const newAuthority =
  'the certificate was about to end and has been replaced: devices that trusted the old CA must trust the new one, at /ca.crt';

/** What was switched off since, such as the ACME client when own files took its place: compose leaves it running. Volumes stay. */
function planUnwanted({ containers, services }: Stack): Step[] {
  const unwanted = findUnwanted(containers, services);
  if (unwanted.length === 0) return [];
  const ids = unwanted.map(({ id }) => id);
  return [
    {
      title: `Switched off: ${[...new Set(unwanted.map(({ service }) => service))].join(', ')}`,
      actions: [docker('stop', ...ids), docker('rm', ...ids)],
    },
  ];
}

/** Compose leaves alone what runs with the same settings, and so what is ill or has read a secret of before. */
function startStep(title: string, services: readonly Service[], input: UpInput): Step {
  const { stack, timeoutMs } = input;
  const isRenewed = ({ name }: Service) =>
    stack.containers.some((one) => one.service === name && needsNew(one, stack)) &&
    replacedOf(name, input).length === 0;
  const up = (renewed: boolean): Action[] => {
    const names = services.filter((one) => isRenewed(one) === renewed).map(({ name }) => name);
    const flags = ['up', '-d', '--no-deps', '--no-build', ...(renewed ? ['--force-recreate'] : [])];
    return names.length === 0 ? [] : [compose(...flags, ...names)];
  };
  const expected = Object.fromEntries(services.map(({ name, replicas }) => [name, replicas]));
  return { title, actions: [...up(true), ...up(false), { do: 'wait-healthy', expected, timeoutMs }] };
}

/** Ids of those that are replaced one by one; none where nothing runs that can serve meanwhile: compose then replaces all at once. */
function replacedOf(name: string, { stack, outdated }: UpInput): string[] {
  if (!isRolling(name) || !isRunning(stack.containers, name)) return [];
  const own = stack.containers.filter(({ service }) => service === name);
  return own.filter((one) => outdated.includes(name) || needsNew(one, stack)).map(({ id }) => id);
}

/** What was replaced is as wanted when there were enough of it; what was too many of it is gone by then. */
function isAsWanted({ name, replicas }: Service, input: UpInput): boolean {
  const { stack, outdated, build, timeoutMs } = input;
  const { containers } = stack;
  const own = isRolling(name)
    ? splitOff({ service: name, containers, count: replicas, timeoutMs }).kept
    : containers.filter(({ service }) => service === name);
  const replaced = replacedOf(name, input);
  if (replaced.length === 0 && (build || outdated.includes(name))) return false;
  const isFine = (one: Container) => replaced.includes(one.id) || (isWell(one) && !needsNew(one, stack));
  return own.length === replicas && own.every(isFine);
}

function imageSteps({ stack, missingImages, build, commit }: UpInput): Step[] {
  const builtImages = new Set(stack.services.flatMap(({ isBuilt, image }) => (isBuilt ? [image] : [])));
  const lacking = stack.services.filter(({ name }) => missingImages.includes(name));
  const built = stack.services.filter(({ isBuilt, isOnDemand }) => isBuilt && !isOnDemand);
  const toBuild = build ? built : lacking.filter(({ isBuilt }) => isBuilt);
  const toPull = lacking.filter(({ image }) => !builtImages.has(image));
  const step = (title: string, command: readonly string[], services: readonly Service[]): Step[] =>
    services.length === 0 ? [] : [{ title, actions: [compose(...command, ...firstOfEachImage(services))] }];
  const label = commit === null ? [] : ['--build-arg', `COMMIT=${commit}`];
  return [...step('Pull images', ['pull'], toPull), ...step('Build images', ['build', ...label], toBuild)];
}

/** Services that share an image need it once. */
const firstOfEachImage = (services: readonly Service[]): string[] => [
  ...new Map([...services].reverse().map(({ image, name }) => [image, name])).values(),
];
