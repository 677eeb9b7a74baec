// Run by the service mongodb-init, once per `up`: initiates the replica set and makes the database users. Idempotent.
import { readFileSync } from 'node:fs';
import { messageOf, Secret } from '../packages/kernel/src/index.ts';
import { prepareDatabase } from '../packages/operations/src/database/prepare-database.ts';

const secret = (name) => new Secret(readFileSync(`/run/secrets/${name}`, 'utf8').trim());

try {
  const addresses = { root: secret('root_uri'), store: secret('store_uri'), monitor: secret('monitor_uri') };
  await prepareDatabase(addresses, (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`mongodb-init: ${messageOf(error)}. Look at: docker compose logs mongodb\n`);
  process.exitCode = 1;
}
