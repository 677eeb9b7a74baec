import { AppError } from '@sagacity/kernel';
import { verifyPassword } from '@sagacity/platform/crypto/password-hash';
import { type AccountDocument, nameKeyOf } from './documents.ts';

export const shortestPassword = 10;
const fewestLetters = 5;
/** What remains of most guessed passwords once digits, signs and look-alikes are taken away. */
const commonWords = new Set(
  `password passwort passw passwords secret letmein welcome iloveyou admin administrator root login master
  qwerty qwertyui qwertyuiop qwertz qwertzuiop azerty asdf asdfgh asdfghjkl zxcvbnm qazwsx qazwsxedc abc abcd abcde abcdef abcdefg
  test testing tester user guest changeme default trustno monkey dragon football baseball superman batman sunshine princess shadow
  michael summer winter spring autumn hello freedom whatever computer internet samsung google woaini woaiwojia sagacity stock stocks
  money investor trading trader china beijing shanghai`.split(/\s+/),
);
const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
];
const lookAlikes: Record<string, string> = {
  '@': 'a',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
};

/** Throws PASSWORD_WEAK: too short, guessable, holds the user's name, or is the present one. */
export async function checkNewPassword(
  password: string,
  account: Pick<AccountDocument, 'name' | 'passwordHash'>,
): Promise<void> {
  const refuse = (reason: string, message: string): never => {
    throw new AppError('PASSWORD_WEAK', `the new password ${message}; choose another`, { reason });
  };
  const text = nameKeyOf(password);
  if (password.length < shortestPassword) refuse('short', `has fewer than ${shortestPassword} characters`);
  if (text.includes(nameKeyOf(account.name))) refuse('name', 'contains the user name');
  if (isCommon(text)) refuse('common', 'is one of those tried first');
  if (await verifyPassword(account.passwordHash, password)) refuse('same', 'is the present one');
}

function isCommon(text: string): boolean {
  if (new Set(text).size < fewestLetters) return true;
  const letters = text.replaceAll(/[^a-z]/g, '');
  const core = text.replaceAll(/^[^a-z@$]+|[^a-z@$]+$/g, '');
  const spoken = core.replaceAll(/[@013$57]/g, (sign) => lookAlikes[sign] ?? sign).replaceAll(/[^a-z]/g, '');
  const known = (word: string) => commonWords.has(word) || commonWords.has(word.replace(/(.+?)\1+$/, '$1'));
  return (letters !== '' && known(letters)) || known(spoken) || isAlongRows(text);
}

/** `1234567890`, `qwertyuiop`, `abcdefghijkl`: three pieces or fewer of keyboard or alphabet, either way round. */
function isAlongRows(text: string): boolean {
  const both = rows.flatMap((row) => [row + row, [...row, ...row].reverse().join('')]);
  let rest = text;
  for (let piece = 0; piece < 3 && rest !== ''; piece++) {
    let length = rest.length;
    while (length > 1 && !both.some((row) => row.includes(rest.slice(0, length)))) length--;
    if (length < 3 && piece < 2) return false;
    rest = rest.slice(length);
  }
  return rest === '';
}
