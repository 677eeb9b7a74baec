import { AppError, Secret } from '@sagacity/kernel';
import type { Cipher } from '@sagacity/platform/crypto/cipher';
import type { Store } from '@sagacity/platform/store/port';
import { keyCheckContext, keyChecks } from './documents.ts';
import { listSealedKeys, opens } from './list-sealed-keys.ts';

/**
 * Before anything is sealed or opened; `settingsEntities` are ensured by then. Throws SECRET_REJECTED when the encryption key is another
 * one than this store was used with: each vendor would fail by itself later, and what is typed by then would be sealed under the wrong key.
 */
export async function refuseOtherKey(store: Store, cipher: Cipher): Promise<void> {
  await store.ensure([keyChecks]);
  const check = await store.collection(keyChecks).findOne({ _id: 'encryption' });
  const sealed = check
    ? [{ context: keyCheckContext, sealedKey: check.sealedKey }]
    : await listSealedKeys(store);
  const closed = sealed.filter((one) => !opens(cipher, one));
  if (closed.length > 0)
    throw new AppError(
      'SECRET_REJECTED',
      'security.encryptionKey is not the key that the vendor keys in this store were encrypted with. Put that key back from a backup (secrets/encryption_key of a deployment, keys/encryption-key of a data directory). Only when it is lost: sagacity key reseal --forget removes what cannot be opened, and the keys of vendors are typed again',
      { closed: closed.map(({ context }) => context) },
    );
  if (check === null) await writeKeyCheck(store, cipher);
}

export async function writeKeyCheck(store: Pick<Store, 'collection'>, cipher: Cipher): Promise<void> {
  const sealedKey = cipher.seal(new Secret('this key opens it'), keyCheckContext);
  await store
    .collection(keyChecks)
    .replaceOne({ _id: 'encryption' }, { _id: 'encryption', sealedKey }, { upsert: true });
}
