// Run by the service mongodb-init, once per `up`: initiates the replica set and makes the database users. Idempotent. While the program's
// password is changed: `add` makes the user of the address on standard input beside the one there is, `drop NAME` removes a former one.
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { messageOf, Secret } from '../packages/kernel/src/index.ts';
import { dropFormerUser } from '../packages/operations/src/database/drop-former-user.ts';
import { prepareDatabase } from '../packages/operations/src/database/prepare-database.ts';

const secret = (name) => new Secret(readFileSync(`/run/secrets/${name}`, 'utf8').trim());
const say = (line) => process.stdout.write(`${line}\n`);

try {
  const [verb, name] = process.argv.slice(2);
  const addresses = { root: secret('root_uri'), store: secret('store_uri'), monitor: secret('monitor_uri') };
  if (verb === 'drop') say(`user ${name}: ${await dropFormerUser(addresses, name)}`);
  else if (verb === 'add')
    await prepareDatabase({ ...addresses, store: new Secret((await text(process.stdin)).trim()) }, say);
  else await prepareDatabase(addresses, say);
} catch (error) {
  process.stderr.write(`mongodb-init: ${messageOf(error)}. Look at: docker compose logs mongodb\n`);
  process.exitCode = 1;
}
