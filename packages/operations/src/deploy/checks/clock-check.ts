import { messageOf } from '@sagacity/kernel';
import { runCommand } from '../../docker/run-command.ts';
import { type Check, type Finding, fault, ok, unknown, warning } from './check.ts';

const mostSkewMs = 5_000;
const fix = 'switch on time synchronisation: systemctl enable --now systemd-timesyncd, or chrony';

/** The Date of an HTTP reply is cut to the second, and was written between asking and the answer. */
export function judgeSkew(url: string, serverMs: number, askedMs: number, answeredMs: number): Finding {
  const skewMs = Math.max(askedMs - (serverMs + 1_000), serverMs - answeredMs, 0);
  const seconds = (skewMs / 1000).toFixed(1);
  return skewMs > mostSkewMs
    ? fault(`the clock is ${seconds} s away from that of ${url}: sign-ins and certificates fail`, fix)
    : ok(`the clock agrees with that of ${url}`);
}

export function judgeSync(answer: string): Finding {
  if (answer === 'yes') return ok('synchronised');
  return answer === 'no'
    ? warning('not synchronised', fix)
    : unknown('the system does not say whether it is synchronised', fix);
}

export const clockCheck: Check = {
  name: 'clock',
  run: async ({ timeUrl }) => {
    if (timeUrl !== undefined) return [await compareWith(timeUrl)];
    const asked = await runCommand('timedatectl', ['show', '-p', 'NTPSynchronized', '--value'], {
      timeoutMs: 5_000,
    }).catch(() => undefined);
    if (asked?.code === 0) return [judgeSync(asked.stdout.trim())];
    return [
      unknown(
        'not known: there is no timedatectl; compare with a server you trust',
        'sagacity deploy check --time-url https://…',
      ),
    ];
  },
};

async function compareWith(url: string): Promise<Finding> {
  try {
    const askedMs = Date.now();
    const reply = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    });
    const serverMs = Date.parse(reply.headers.get('date') ?? '');
    if (Number.isNaN(serverMs))
      return unknown(`${url} does not say what time it is`, 'name another --time-url');
    return judgeSkew(url, serverMs, askedMs, Date.now());
  } catch (error) {
    return unknown(`${url} does not answer: ${messageOf(error)}`, 'name another --time-url');
  }
}
