import * as prompts from '@clack/prompts';
import { AppError } from '@sagacity/kernel';
import { isEmail, isHost } from '@sagacity/operations/deploy/settings/address';
import { parseEnvText } from '@sagacity/operations/deploy/settings/edit-env';
import { readEnvText } from '@sagacity/operations/deploy/settings/read-settings';
import type { TlsMode } from '@sagacity/operations/deploy/settings/settings-table';
import type { InitOptions } from './deploy-options.ts';

type Answers = Pick<InitOptions, 'host' | 'tls' | 'email' | 'cert' | 'key'>;

/** Asks on a terminal for what neither the flags nor an earlier `init` say. Throws CANCELLED when the operator leaves. */
export async function askMissing(dir: string, options: InitOptions): Promise<Answers> {
  const { host, tls, email, cert, key } = options;
  const isInteractive =
    process.stdin.isTTY && process.stdout.isTTY && !options.yes && !options.json && !options.dryRun;
  if (!isInteractive || parseEnvText(readEnvText(dir)).PUBLIC_HOST !== undefined)
    return { host, tls, email, cert, key };
  const answers = {
    host:
      host ??
      (await ask(
        prompts.text({
          message: 'Name or address that users type',
          initialValue: 'localhost',
          validate: (text) =>
            isHost(text ?? '') ? undefined : 'a host name or an address, without https:// or port',
        }),
      )),
    tls: tls ?? (await ask(chooseTls())),
  };
  const file = (message: string) =>
    ask(prompts.text({ message, validate: (text) => (text ? undefined : 'a file name') }));
  return {
    ...answers,
    email:
      email ??
      (answers.tls === 'acme'
        ? await ask(
            prompts.text({
              message: 'E-mail address for the certificate authority',
              validate: (text) => (isEmail(text ?? '') ? undefined : 'an e-mail address'),
            }),
          )
        : undefined),
    cert: cert ?? (answers.tls === 'own' ? await file('Certificate file (PEM)') : undefined),
    key: key ?? (answers.tls === 'own' ? await file('Private key file (PEM)') : undefined),
  };
}

const chooseTls = () =>
  prompts.select<TlsMode>({
    message: 'Certificate',
    options: [
      {
        value: 'self-signed',
        label: 'self-signed',
        hint: 'for one machine or a LAN; devices are told to trust its CA',
      },
      {
        value: 'acme',
        label: 'Let’s Encrypt',
        hint: 'needs a public name and port 80 reachable from the internet',
      },
      { value: 'own', label: 'my own files', hint: 'a certificate you already have' },
    ],
  });

async function ask<T>(question: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await question;
  if (prompts.isCancel(answer)) throw new AppError('CANCELLED', 'nothing was written');
  return answer as Exclude<T, symbol>; // the only symbol a prompt answers with is the one tested above
}
