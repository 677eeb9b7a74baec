import { expect, it } from 'vitest';
import { entities, jobKinds } from '../declared.ts';

it('sendGreeting and listGreetings have their document and their job', () => {
  expect(entities.map(({ name }) => name)).toContain('greetings');
  expect(jobKinds.map(({ name }) => name)).toEqual(['runs', 'greetings']);
});
