import { renderNginx } from '../../nginx/render-nginx.ts';
import { layout } from '../layout.ts';
import { nginxSettingsOf, readCertificateText } from '../nginx-settings-of.ts';
import { findStoreUser } from '../secrets/find-store-user.ts';
import type { Settings } from '../settings/settings-table.ts';
import { initialConfig } from './initial-config.ts';
import { type PrimarySecrets, renderSecretFiles } from './render-secret-files.ts';

export interface WantedFile {
  readonly path: string;
  readonly mode: number;
  readonly content: string;
  /** It belongs to the operator once it is there. */
  readonly isOnlyInitial?: true;
}

export const secretMode = 0o444;

/** Directories below the deployment's, with their modes. Those that containers write to are open; `secrets` shields them. */
export const deploymentDirectories = (settings: Settings): ReadonlyArray<{ path: string; mode: number }> => {
  const written = settings.TLS_MODE === 'acme' ? 0o777 : 0o755;
  return [
    { path: layout.secrets, mode: 0o700 },
    { path: layout.tls, mode: written },
    { path: layout.acmeWebroot, mode: written },
    { path: layout.lastGood, mode: 0o777 },
    ...(settings.TLS_MODE === 'acme' ? [{ path: `${layout.secrets}/letsencrypt`, mode: written }] : []),
    { path: 'config', mode: 0o755 },
    { path: 'config/nginx', mode: 0o755 },
  ];
};

export interface FileInput {
  readonly dir: string;
  readonly settings: Settings;
  readonly secrets: PrimarySecrets;
  /** Certificate files to write; empty when those there stay. */
  readonly certificate: readonly WantedFile[];
  readonly envText: string;
}

const newCertificate = (files: readonly WantedFile[]) =>
  files.find(({ path }) => path === `${layout.tls}/fullchain.pem`)?.content;

/** Every file that follows from settings and primary secrets; `.env` comes last, so that its being there says that all is there. */
export function deploymentFiles({ dir, settings, secrets, certificate, envText }: FileInput): WantedFile[] {
  const nginx = nginxSettingsOf(settings, newCertificate(certificate) ?? readCertificateText(dir));
  const secret = ([name, content]: [string, string]): WantedFile => ({
    path: `${layout.secrets}/${name}`,
    mode: secretMode,
    content,
  });
  return [
    ...Object.entries(secrets).map(secret),
    ...[...renderSecretFiles(settings, secrets, findStoreUser(dir).user)].map(secret),
    ...certificate,
    { path: layout.nginx, mode: 0o644, content: renderNginx(nginx) },
    { path: layout.config, mode: 0o644, content: initialConfig, isOnlyInitial: true },
    { path: layout.env, mode: 0o644, content: envText },
  ];
}
