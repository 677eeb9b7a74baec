import { z } from 'zod';
import { openSqliteDatabase } from '../../sqlite/open-database.ts';
import { defineEntity } from '../port.ts';
import { openSqliteStore } from './open-store.ts';

export const entries = defineEntity({
  name: 'entries',
  schema: z.object({ _id: z.string(), n: z.number() }),
  indexes: [{ keys: { n: 1 }, unique: true }],
});

/** A program of its own: `node steady-writer.conformance.ts FILE` inserts 20,000 numbers and prints each once it is stored. */
if (import.meta.main) {
  const database = await openSqliteDatabase(process.argv[2] ?? '');
  const store = openSqliteStore({ database, onSweepFailed: () => undefined });
  await store.ensure([entries]);
  process.stdout.on('error', () => process.exit(1));
  for (let n = 0; n < 20_000; n++) {
    await store.collection(entries).insertOne({ _id: `e${n}`, n });
    process.stdout.write(`${n}\n`);
    if (n % 50 === 0) await new Promise(setImmediate);
  }
}
