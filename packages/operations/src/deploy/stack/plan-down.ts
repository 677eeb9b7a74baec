import { AppError } from '@sagacity/kernel';
import type { Plan } from '../plan.ts';

export interface DownInput {
  readonly project: string;
  /** Delete the data too. */
  readonly volumes: boolean;
  /** What the operator typed as the name of the installation. */
  readonly confirmed: string | undefined;
  /** Volumes of the project. */
  readonly held: readonly string[];
}

/** Everything stopped and removed; data stays unless asked for and the project's name was typed. Throws CONFLICT otherwise. */
export function planDown({ project, volumes, confirmed, held }: DownInput): Plan {
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
    steps: [{ title, actions: [{ do: 'run', command }] }],
    notes: volumes ? ['.env, config/ and secrets/ are still there'] : [],
  };
}
