import { type Document, MongoServerError } from 'mongodb';
import { expect, it } from 'vitest';
import { addMembers, type Commands, readConfig } from './add-members.ts';

/** A set of one that takes new configurations as a primary does: the next version, one new member at a time. */
function setOf(...hosts: string[]) {
  let config: Document = { _id: 'rs0', version: 3, members: hosts.map((host, n) => ({ _id: n * 2, host })) };
  const command = async (asked: Document) => {
    if (asked.replSetGetConfig) return { config };
    const next: Document = asked.replSetReconfig;
    expect(next.version).toBe(config.version + 1);
    expect(next.members.length).toBe(config.members.length + 1);
    config = next;
    return {};
  };
  return { admin: { command } as Commands, config: () => config };
}

it('adds the members that are missing one at a time, each with an id of its own', async () => {
  const { admin, config } = setOf('a:27017', 'b:27017');
  expect(await addMembers(admin, ['a:27017', 'b:27017', 'c:27017', 'd:27017'])).toBe(true);
  expect(config().members.map(({ host }: Document) => host)).toEqual([
    'a:27017',
    'b:27017',
    'c:27017',
    'd:27017',
  ]);
  expect(config().members.map(({ _id }: Document) => _id)).toEqual([0, 2, 3, 4]);
});

it('leaves a set that has all of them, and members that are not named', async () => {
  const { admin, config } = setOf('a:27017', 'b:27017');
  expect(await addMembers(admin, ['a:27017'])).toBe(false);
  expect(config().version).toBe(3);
});

it('reads no configuration from a server that was never initiated', async () => {
  const refuse = (code: number) =>
    ({ command: () => Promise.reject(new MongoServerError({ code })) }) as unknown as Commands;
  expect(await readConfig(refuse(94))).toBeNull();
  await expect(readConfig(refuse(13))).rejects.toMatchObject({ code: 13 });
});
