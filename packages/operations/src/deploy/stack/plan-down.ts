import { AppError } from '@sagacity/kernel';
import type { Container } from '../../docker/parse-containers.ts';
import type { Action, Plan, Step } from '../plan.ts';

export interface DownInput {
  readonly project: string;
  /** Delete the data too. */
  readonly volumes: boolean;
  /** What the operator typed as the name of the installation. */
  readonly confirmed: string | undefined;
  /** Volumes of the project. */
  readonly held: readonly string[];
  readonly containers: readonly Container[];
}

const isProgram = (service: string) => ['backend', 'worker', 'frontend'].includes(service);
const isDatabase = (service: string) => /^(mongodb|redis|sentinel)(-\d|-init)?$/.test(service);
const stopTimeoutMs = 180_000;

/** What others lean on stops after them: the way in first, so that nobody asks a program that has lost its databases. */
const order: ReadonlyArray<{ title: string; holds: (service: string) => boolean }> = [
  { title: 'Stop the way in', holds: (service) => !isProgram(service) && !isDatabase(service) },
  { title: 'Stop programs and pages', holds: isProgram },
];

const stopSteps = (containers: readonly Container[]): Step[] =>
  order.flatMap(({ title, holds }): Step[] => {
    const ids = containers
      .filter(({ service, state }) => holds(service) && state === 'running')
      .map(({ id }) => id);
    const stop: Action = { do: 'run', command: ['docker', 'stop', ...ids], timeoutMs: stopTimeoutMs };
    return ids.length === 0 ? [] : [{ title, actions: [stop] }];
  });

/** Everything stopped, in the reverse of the order it is started in, and removed; data stays unless asked for and the project's name was typed. Throws CONFLICT otherwise. */
export function planDown({ project, volumes, confirmed, held, containers }: DownInput): Plan {
  if (volumes && confirmed !== project)
    throw new AppError(
      'CONFLICT',
      `--volumes deletes all data of this installation: type its name, --confirm ${project}. Nothing was stopped or deleted`,
      { volume: held },
    );
  const command = [
    'docker',
    'compose',
    '-p',
    project,
    '--profile',
    '*',
    'down',
    '--remove-orphans',
    ...(volumes ? ['--volumes'] : []),
  ];
  const title = volumes
    ? `Stop ${project} and delete ${held.length} volumes`
    : `Stop ${project}; its data stays`;
  return {
    steps: [...stopSteps(containers), { title, actions: [{ do: 'run', command }] }],
    notes: volumes ? ['.env, config/ and secrets/ are still there'] : [],
  };
}
