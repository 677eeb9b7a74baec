import { renderSecretFiles, storeUsers } from '../init/render-secret-files.ts';
import { findStoreUser } from '../secrets/find-store-user.ts';
import { compose, type RotateInput, type Rotation, write } from './rotation.ts';

/** A user of MongoDB has one password: another user is made, the program goes over to it, and the former one is dropped. */
export function rotateMongodb(next: string, { dir, stack, secrets }: RotateInput): Rotation {
  const { user: present = storeUsers[0], password } = findStoreUser(dir);
  const isUsed = password === next;
  const other = storeUsers.find((name) => name !== present) ?? storeUsers[1];
  const [user, former] = isUsed ? [present, other] : [other, present];
  const uri =
    renderSecretFiles(stack.settings, { ...secrets, mongo_app_password: next }, user).get('store_uri') ?? '';
  const init = (...args: string[]) => compose('run', '--rm', '--no-deps', '-T', 'mongodb-init', ...args);
  return {
    isUsed,
    accept: isUsed ? [] : [{ ...init('add'), input: `${uri}\n` }],
    use: [...write(dir, 'store_uri', uri), ...write(dir, 'mongo_app_password', next)],
    drop: [init('drop', former)],
  };
}
