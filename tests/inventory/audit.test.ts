import { api, type RouteContract } from '@sagacity/contracts';
import type { AuditActions } from '@sagacity/features/audit/define-actions';
import { auditActions, unaudited } from '@sagacity/features/declared';
import type { Feature } from '@sagacity/features/define-feature';
import { features } from '@sagacity/features/index';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { loadCommands } from '../../apps/cli/src/commands/index.ts';
import { readFiles } from './read-files.ts';

/** Commands that change nothing an account could ask about, or nothing of the program's. */
const beside: ReadonlyMap<string, string> = new Map([
  ['sagacity user list', 'reads'],
  ['sagacity data show', 'reads'],
  ['sagacity config check', 'reads'],
  ['sagacity config show', 'reads'],
  ['sagacity store copy', 'the mark in the target says from where and when; the trail itself is copied'],
]);
const ofTheHost = 'sagacity deploy ';

async function listCommands(): Promise<string[]> {
  const program = new Command('sagacity');
  for (const register of await loadCommands(undefined)) register(program);
  const namesOf = (command: Command, before: string): string[] =>
    command.commands.length === 0
      ? [before]
      : command.commands.flatMap((one) => namesOf(one, `${before} ${one.name()}`));
  return namesOf(program, 'sagacity').filter((name) => !name.startsWith(ofTheHost));
}

/** Doors that change something and belong to no action, and actions that belong to no door. */
function faultsOf(
  routes: Readonly<Record<string, Pick<RouteContract, 'method'>>>,
  commands: readonly string[],
  actions: AuditActions,
  excused: Readonly<Record<string, string>>,
): string[] {
  const by = new Set<string>(Object.values(actions).flatMap((action) => action.by));
  const changing = Object.keys(routes).filter((name) => routes[name]?.method !== 'GET');
  const open = [...changing, ...commands].filter((door) => !by.has(door) && !excused[door]);
  const doors = new Set([...Object.keys(routes), ...commands]);
  const nowhere = [...by, ...Object.keys(excused)].filter((door) => !doors.has(door));
  return [
    ...open.map((door) => `${door}: changes something and writes no action`),
    ...nowhere.map((door) => `${door}: there is no such route or command`),
  ];
}

it('has an action for every route and command that changes something, or a reason why none', async () => {
  const excused = { ...unaudited, ...Object.fromEntries(beside) };
  expect(faultsOf(api, await listCommands(), auditActions, excused)).toEqual([]);
});

it('names a route and a command without one, and an action of neither', () => {
  const routes = { plant: { method: 'POST' }, look: { method: 'GET' } } as const;
  const gone = { 'plant-gone': { ...auditActions['run-retried']!, by: ['retryRun'] as const } };
  expect(faultsOf(routes, ['sagacity plant'], gone, { dig: 'x' })).toEqual([
    'plant: changes something and writes no action',
    'sagacity plant: changes something and writes no action',
    'retryRun: there is no such route or command',
    'dig: there is no such route or command',
  ]);
});

it('declares no action, document, stream or job twice', () => {
  const all: readonly Feature[] = features;
  const declared = all.flatMap(({ name, audit = {}, entities = [], streams = {}, jobs = [] }) => [
    name,
    ...Object.keys(audit).map((action) => `action ${action}`),
    ...entities.map((entity) => `document ${entity.name}`),
    ...Object.keys(streams).map((stream) => `stream ${stream}`),
    ...jobs.map((job) => `job ${job.name}`),
  ]);
  expect(declared.filter((one, at) => declared.indexOf(one) !== at)).toEqual([]);
});

const reference = [...readFiles('docs/reference/audit.md').values()].join('');
it('has a line in the reference for every action', () => {
  const missing = (names: readonly string[]) => names.filter((name) => !reference.includes(`\`${name}\``));
  expect(missing(Object.keys(auditActions))).toEqual([]);
  expect(missing(['plant-grown'])).toEqual(['plant-grown']);
});
