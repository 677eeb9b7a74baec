import { AppError } from '@sagacity/kernel';
import { isNetwork } from '@sagacity/operations/deploy/settings/address';
import { readSettings } from '@sagacity/operations/deploy/settings/read-settings';
import { listOf } from '@sagacity/operations/deploy/settings/settings-table';
import { applyFirewall } from '@sagacity/operations/deploy/stack/apply-firewall';
import { renderNftables } from '@sagacity/operations/firewall/render-nftables';
import { InvalidArgumentError } from 'commander';
import { printJson } from '../../print-json.ts';
import type { RegisterCommand } from '../../register-command.ts';
import { type DeployOptions, deployCommand, directoryOf, wholeNumber } from './deploy-options.ts';

type FirewallOptions = DeployOptions & {
  readonly apply?: boolean;
  readonly sshPort: number;
  readonly allowFrom?: readonly string[];
};

const help = `
Without --apply the rules are printed, with what each is for, and nothing is changed. With --apply they are tested
(nft -c) and then loaded, in place of the table "inet sagacity" and no other; they last until the host starts again.
A wrong --ssh-port locks you out: keep a second session open.`;

export const deployFirewall: RegisterCommand = (program) => {
  deployCommand(program, 'firewall', { plans: false })
    .description(
      'nftables rules for this host: in only SSH, HTTP and HTTPS, and a share of connections for each address',
    )
    .option('--apply', 'load them; needs root')
    .option('--ssh-port <port>', 'where this host answers SSH', portNumber, 22)
    .option('--allow-from <network...>', 'addresses or networks that may open the pages (default: all)')
    .addHelpText('after', help)
    .action(async (options: FirewallOptions) => {
      const settings = readSettings(directoryOf(options));
      const { sshPort, allowFrom = [] } = options;
      const issues = allowFrom
        .filter((text) => !isNetwork(text))
        .map((text) => `--allow-from ${text}: expected an address or a network such as 10.0.0.0/8`);
      if (issues.length > 0) throw new AppError('VALIDATION_FAILED', 'these cannot be used', { issues });
      const [httpPort, httpsPort] = [Number(settings.HTTP_PORT), Number(settings.HTTPS_PORT)];
      const httpsPerAddress = Number(settings.REQUESTS_PER_ADDRESS) + Number(settings.SOCKETS_PER_ADDRESS);
      const trustedProxies = listOf(settings.TRUSTED_PROXIES);
      const rules = renderNftables({
        sshPort,
        httpPort,
        httpsPort,
        allowFrom,
        httpsPerAddress,
        trustedProxies,
      });
      if (options.apply) await applyFirewall(rules);
      if (options.json) printJson({ applied: options.apply === true, rules });
      else
        process.stdout.write(options.apply ? 'applied; undo with: nft delete table inet sagacity\n' : rules);
    });
};

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port < 1 || port > 65_535) throw new InvalidArgumentError('expected a port, 1 to 65535');
  return port;
}
