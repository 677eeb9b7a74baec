import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { docker } from './docker.ts';

const root = new URL('../../..', import.meta.url).pathname;

/** Where an operator or a developer keeps what nobody else may see, in a checkout that images are built in. */
const places = [
  '.env',
  'secrets/signing_secret',
  'config/sagacity.toml',
  'data/keys/encryption',
  'packages/kernel/.env',
  'packages/contracts/.env.local',
  'packages/contracts/private.key',
  'apps/server/.env',
  'apps/server/data/keys/encryption',
  'apps/cli/own.pem',
  'apps/web/.env.production',
];

export interface PlantedImages {
  readonly backend: string;
  readonly frontend: string;
  /** What was planted, by its place. */
  readonly values: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

/** The project's images, built as `docker compose build` does, in a checkout with a value in each of the places. */
export async function buildPlantedImages(): Promise<PlantedImages> {
  const context = mkdtempSync(join(tmpdir(), 'sagacity-planted-'));
  const tag = `planted-${process.pid}`;
  const values = new Map(places.map((place) => [place, randomBytes(24).toString('base64url')]));
  const [backend, frontend] = [`tradingagents-backend:${tag}`, `tradingagents-frontend:${tag}`];
  const remove = async () => {
    rmSync(context, { recursive: true });
    await docker(['image', 'rm', '--force', backend, frontend]).catch(() => {}); // a build that failed left none
  };
  try {
    const listed = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: root });
    for (const file of listed.stdout.split('\0').filter(Boolean))
      cpSync(join(root, file), join(context, file), { recursive: true });
    for (const [place, value] of values) {
      mkdirSync(dirname(join(context, place)), { recursive: true });
      writeFileSync(join(context, place), `VITE_KEY=${value}\n`);
    }
    await docker(['compose', '--env-file', '/dev/null', 'build', '--quiet', 'backend', 'frontend'], {
      cwd: context,
      env: { PUBLIC_URL: 'https://localhost', IMAGE_TAG: tag },
      timeoutMs: 900_000,
    });
  } catch (error) {
    await remove();
    throw error;
  }
  return { backend, frontend, values, remove };
}
