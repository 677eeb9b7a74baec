import { expect, it } from 'vitest';
import { editEnv, parseEnvText } from './edit-env.ts';

const operators = '# mine\nHTTP_PROXY="http://proxy.lan:3128"  # ours\n\nBACKEND_REPLICAS=2\n# last\n';

it('changes one line and leaves comments, order and names of others as they are', () => {
  expect(editEnv(operators, new Map([['BACKEND_REPLICAS', '4']]))).toBe(
    operators.replace('BACKEND_REPLICAS=2', 'BACKEND_REPLICAS=4'),
  );
});

it('gives the same bytes back when every value is already there, however it is written', () => {
  const text = 'export HTTP_PORT="80"\nHTTPS_PORT=443 # usual';
  expect(
    editEnv(
      text,
      new Map([
        ['HTTP_PORT', '80'],
        ['HTTPS_PORT', '443'],
      ]),
    ),
  ).toBe(text);
});

it('changes the last of two lines of one name, which is the one that counts', () => {
  const edited = editEnv('A=1\nA=2\n', new Map([['A', '3']]));
  expect(edited).toBe('A=1\nA=3\n');
  expect(parseEnvText(edited).A).toBe('3');
});

it('adds a new name at the end under its comment, with the line ends of the file', () => {
  expect(editEnv('A=1\r\n', new Map([['B', '2']]), () => 'why')).toBe('A=1\r\n# why\r\nB=2\r\n');
});
