import { askDocker } from '../../docker/ask-docker.ts';
import { type Check, type Finding, fault, ok, unknown } from './check.ts';

const envSchema = (json: string): readonly string[] => JSON.parse(json) ?? [];

/** First number of the version of MongoDB that an image says it has, or else its tag; null when neither says. */
export function majorOf(environment: readonly string[], image: string): number | null {
  const said = environment.find((line) => /^MONGO_(VERSION|MAJOR)=/.test(line))?.split('=')[1];
  const tag = /:(\d+)[^/]*$/.exec(image)?.[1];
  const major = Number.parseInt(said ?? tag ?? '', 10);
  return Number.isNaN(major) ? null : major;
}

/** Data of one major version are not simply opened by another: not by an older one at all, and a newer one first has to be told. */
export function judgeMajors(runs: number | null, comes: number | null): Finding {
  if (runs === null || comes === null || runs === comes)
    return ok(`MongoDB ${comes ?? runs ?? 'of an unknown version'}`);
  const keep = `MONGO_IMAGE=mongo:${runs} in .env keeps the present one`;
  if (comes < runs)
    return fault(`MongoDB ${runs} runs, the image is ${comes}, which does not open its data`, keep);
  return fault(
    `MongoDB ${runs} runs, the image is ${comes}: sagacity deploy up would replace it`,
    comes === runs + 1
      ? `${keep}; to go on: make a backup, set featureCompatibilityVersion to ${runs}.0, then sagacity deploy up --force`
      : `${keep}; MongoDB goes up one major version at a time`,
  );
}

export const databaseImageCheck: Check = {
  name: 'database image',
  run: async ({ engine, containers, settings }) => {
    if (engine === null) return [unknown('not looked at: no engine')];
    const [running] = containers.filter(({ service }) => service === 'mongodb');
    if (running === undefined) return [];
    const wanted = settings.MONGO_IMAGE || 'mongo:8';
    const majorIn = async (id: string, image: string) => {
      const env = await askDocker(['image', 'inspect', '--format', '{{json .Config.Env}}', id]).catch(
        () => '[]',
      ); // not here yet: its tag says
      return majorOf(envSchema(env), image);
    };
    return [judgeMajors(await majorIn(running.imageId, running.image), await majorIn(wanted, wanted))];
  },
};
