import { type Db, type Document, MongoServerError } from 'mongodb';
import type { Entity, IndexSpec, Stored } from '../port.ts';
import { indexName } from '../schema/index-name.ts';

/** Creates the collection and the indexes it lacks; changes the age of an expiring index in place. */
export async function ensureEntity(db: Db, entity: Entity<Stored>): Promise<void> {
  await db.command({ create: entity.name }).catch(unlessExists);
  const present = await db.collection(entity.name).listIndexes().toArray();
  const wanted = entity.indexes.map(definition);
  const missing = wanted.filter(({ name }) => !present.some((index) => index.name === name));
  if (missing.length > 0) await db.command({ createIndexes: entity.name, indexes: missing });
  for (const { name, expireAfterSeconds } of wanted) {
    const index = present.find((other) => other.name === name);
    if (index && index.expireAfterSeconds !== expireAfterSeconds)
      await db.command({ collMod: entity.name, index: { name, expireAfterSeconds } });
  }
}

function definition(index: IndexSpec): Document {
  const fields = Object.keys(index.keys);
  return {
    name: indexName(index),
    key: index.keys,
    ...(index.unique && { unique: true }),
    ...(index.expireAfterSeconds !== undefined && { expireAfterSeconds: index.expireAfterSeconds }),
    ...(index.sparse && {
      partialFilterExpression: Object.fromEntries(fields.map((field) => [field, { $exists: true }])),
    }),
  };
}

const namespaceExists = 48;
function unlessExists(error: unknown): void {
  if (!(error instanceof MongoServerError && error.code === namespaceExists)) throw error;
}
