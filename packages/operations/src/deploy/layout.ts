/**
 * Where a deployment keeps what is made for it, below its directory. None of it is committed. `secrets` is 0700 and shields what is
 * inside from other users of the host; the files in it are readable, because each container runs as a user of its own.
 */
export const layout = {
  /** Settings that docker compose reads too; no secret is in it. */
  env: '.env',
  /** Mounted at `/app/config` of backend and worker. */
  config: 'config/sagacity.toml',
  /** Mounted, as a directory, into nginx. */
  nginx: 'config/nginx/nginx.conf',
  secrets: 'secrets',
  /** `fullchain.pem`, `privkey.pem` and, when self-signed, `ca.crt`; the same names whoever issued them. */
  tls: 'secrets/tls',
  /** Secrets that are about to take the place of those beside it; gone when the change is done. */
  next: 'secrets/next',
  /** Written by nginx: the last configuration and certificate that it could use. */
  lastGood: 'secrets/last-good',
  /** Written by nginx while it does not take what there is: why. */
  refused: 'secrets/last-good/refused',
  /** What an ACME client answers challenges with. */
  acmeWebroot: 'secrets/acme',
} as const;
