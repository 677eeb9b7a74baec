import { docker, hasDocker } from '../harness/stack/docker.ts';
import type { Bench, BenchRow, Skipped } from './port.ts';

const images = [
  { name: 'backend', base: process.env.NODE_IMAGE ?? 'node:24-bookworm-slim' },
  { name: 'frontend', base: process.env.NGINX_IMAGE ?? 'nginx:1.28-alpine' },
];

/** What Docker says that the project's images take up, against the images they begin with. */
export const imageSize: Bench = {
  name: 'images',
  async run() {
    if (!(await hasDocker())) return [{ skipped: 'there is no Docker engine' }];
    return Promise.all(images.map(({ name, base }) => compare(name, base)));
  },
};

async function compare(name: string, base: string): Promise<BenchRow | Skipped> {
  const image = `tradingagents-${name}:0.1.0`;
  const [own, theirs] = await Promise.all([sizeMb(image), sizeMb(base)]);
  if (own === null || theirs === null)
    return { skipped: `${own === null ? image : base} is not there (docker compose build)` };
  return {
    what: `size of the image of the ${name}`,
    ours: `${Math.round(own)} MB`,
    against: `its base, \`${base}\`: ${Math.round(theirs)} MB`,
    ratio: own / theirs,
    goal: null,
  };
}

const sizeMb = (image: string): Promise<number | null> =>
  docker(['image', 'inspect', '--format', '{{.Size}}', image]).then(
    (bytes) => Number(bytes) / 1e6,
    () => null,
  );
