import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@sagacity/kernel';
import { layout } from '../layout.ts';
import type { Plan, Step } from '../plan.ts';
import { throughNginx } from '../replace-nginx.ts';
import { type PrimarySecretName, primarySecretNames, primarySecrets } from '../secrets/primary-secrets.ts';
import { applyFlags, type SettingFlags } from '../settings/apply-flags.ts';
import { parseEnvText } from '../settings/edit-env.ts';
import { missingComposeFiles } from '../settings/missing-compose-files.ts';
import { readEnvText } from '../settings/read-settings.ts';
import type { Settings, TlsMode } from '../settings/settings-table.ts';
import { type ComparedFile, compareDirectory, compareFile } from './compare-files.ts';
import { deploymentDirectories, deploymentFiles } from './deployment-files.ts';
import { type CertificateFiles, planCertificate } from './plan-certificate.ts';
import { readAdminPassword, readPrimarySecrets } from './read-primary-secrets.ts';
import type { PrimarySecrets } from './render-secret-files.ts';

export interface InitInput extends SettingFlags, CertificateFiles {
  readonly dir: string;
  readonly adminPasswordFile?: string | undefined;
  /** Makes the directories and writes nothing into them. */
  readonly directoriesOnly?: boolean | undefined;
  /** Processors of the host, which limits are lowered to. */
  readonly hostCpus: number;
  /** Its new configuration is then tested in it before it replaces the old one. */
  readonly isNginxRunning?: boolean | undefined;
}

export interface InitPlan extends Plan {
  readonly settings: Settings;
  readonly files: ReadonlyArray<Omit<ComparedFile, 'action'>>;
}

/**
 * What `init` has to write; nothing is written yet. Primary secrets that are there are kept as they are. Throws VALIDATION_FAILED for
 * flags, CONFIG_INVALID for `.env`, SECRET_REJECTED for secrets that are weak, known or open to others, CONFLICT when one was lost.
 */
export async function planInit(input: InitInput): Promise<InitPlan> {
  const { dir, hostCpus } = input;
  const envBefore = readEnvText(dir);
  const { PUBLIC_HOST: hostBefore, TLS_MODE: tlsBefore } = parseEnvText(envBefore);
  const wasDone = hostBefore !== undefined;
  const { text, settings } = applyFlags(envBefore, input, { cpus: hostCpus });
  const directories = deploymentDirectories(settings).map((wanted) => compareDirectory(dir, wanted));
  if (input.directoriesOnly)
    return { settings, files: directories.map(stateOf), steps: stepsOf(directories), notes: [] };
  const secrets = completeSecrets(dir, input.adminPasswordFile, wasDone);
  const certificate = await planCertificate(dir, settings, input, tlsBefore as TlsMode | undefined);

  const envPath = join(dir, layout.env);
  const envMode = existsSync(envPath) ? statSync(envPath).mode & 0o777 : 0o644;
  const files = deploymentFiles({ dir, settings, secrets, certificate, envText: text })
    .map((wanted) => (wanted.path === layout.env ? { ...wanted, mode: envMode } : wanted))
    .map((wanted) => compareFile(dir, wanted));
  const all = [...directories, ...files];
  const steps = stepsOf(all);
  const readAtStart = (path: string) => path !== layout.nginx && !path.startsWith(layout.tls); // nginx reads those by itself
  const isChanged = wasDone && files.some(({ path, state }) => state !== 'unchanged' && readAtStart(path));
  return {
    settings,
    files: all.map(stateOf),
    steps: input.isNginxRunning
      ? steps.map((step) => ({ ...step, actions: throughNginx(step.actions) }))
      : steps,
    notes: [
      ...missingComposeFiles(dir, settings).map(
        (file) => `${file} is not in ${dir}: the stack starts from the root of a checkout, here or by --dir`,
      ),
      ...(isChanged ? [takeTheChange] : []),
    ],
  };
}

const takeTheChange = 'a stack that runs takes the change with: sagacity deploy up';

const stateOf = ({ path, state }: ComparedFile) => ({ path, state });

function stepsOf(files: readonly ComparedFile[]): Step[] {
  const of = (title: string, isMine: (path: string) => boolean): Step => ({
    title,
    actions: files.filter(({ path }) => isMine(path)).flatMap(({ action }) => action ?? []),
  });
  const isSecret = (path: string) => path.startsWith(layout.secrets);
  const isTls = (path: string) => path.startsWith(layout.tls);
  return [
    of('Directories', (path) => path.endsWith('/')),
    of('Secrets', (path) => isSecret(path) && !isTls(path) && !path.endsWith('/')),
    of('Certificate', (path) => isTls(path) && !path.endsWith('/')),
    of('Configuration', (path) => !isSecret(path) && !path.endsWith('/')),
  ].filter(({ actions }) => actions.length > 0);
}

function completeSecrets(
  dir: string,
  adminPasswordFile: string | undefined,
  wasDone: boolean,
): PrimarySecrets {
  const { secrets, faults } = readPrimarySecrets(dir);
  if (faults.length > 0)
    throw new AppError('SECRET_REJECTED', `secrets in ${dir} cannot be used; replace or remove them`, {
      fault: faults,
    });
  const missing = primarySecretNames.filter((name) => !secrets.has(name));
  if (wasDone && missing.length > 0)
    throw new AppError(
      'CONFLICT',
      `primary secrets of this installation are gone: ${missing.map((name) => `${layout.secrets}/${name}`).join(', ')}. New ones would not open its data: bring them back from a backup. For a new installation remove ${layout.env} and ${layout.secrets}/ first`,
    );
  const given = adminPasswordFile === undefined ? undefined : readAdminPassword(adminPasswordFile);
  const known = secrets.get('admin_password');
  if (given !== undefined && known !== undefined && given !== known)
    throw new AppError(
      'CONFLICT',
      `${layout.secrets}/admin_password exists and is read on the first start only; leave out --admin-password-file and change the password in the program (sagacity user reset admin)`,
    );
  const secretOf = (name: PrimarySecretName) =>
    secrets.get(name) ?? (name === 'admin_password' ? given : undefined) ?? primarySecrets[name].generate();
  return Object.fromEntries(primarySecretNames.map((name) => [name, secretOf(name)])) as PrimarySecrets;
}
