import { expect, it } from 'vitest';
import { findProfileFault } from './find-profile-fault.ts';
import { parseSettings } from './read-settings.ts';

const one = ['t_mongodb_data', 'other_mongodb_2_data'];
const three = [...one, 't_mongodb_2_data'];
const find = (profiles: string, volumes: string[]) =>
  findProfileFault(parseSettings(`COMPOSE_PROJECT_NAME=t\nCOMPOSE_PROFILES=${profiles}\n`), volumes);

it('lets data keep the profile it was made with, and a new installation have any', () => {
  expect([find('', one), find('ha', three), find('ha', []), find('', [])]).toEqual([null, null, null, null]);
});

it('refuses the other profile to data that is there', () => {
  expect(find('tls,ha', one)).toContain('made without the profile ha, which cannot be switched on');
  expect(find('tls', three)).toContain('made with the profile ha, which cannot be switched off');
});
