import { compose, type RotateInput, type Rotation, secretOf, write } from './rotation.ts';

/** A key that programs read when they start: the next one is accepted by all of them before the first of them uses it. */
export function rotateKey(
  name: 'signing' | 'encryption',
  next: string,
  { dir, secrets }: RotateInput,
): Rotation {
  const file = secretOf[name];
  const [first = '', second = ''] = secrets[file].split('\n');
  const isUsed = first === next;
  const before = isUsed ? second : first;
  const reseal = compose('run', '--rm', '--no-deps', '-T', 'tools', 'key', 'reseal');
  return {
    isUsed,
    accept: isUsed ? [] : write(dir, file, `${before}\n${next}`),
    use: isUsed ? [] : write(dir, file, `${next}\n${before}`),
    // A session of before lasts longer than this; what is stored is encrypted anew, and the old key is of no more use.
    drop: name === 'signing' ? [] : [reseal, ...write(dir, file, next)],
  };
}
