import { availableParallelism } from 'node:os';
import { findKeptAddress } from '@sagacity/operations/deploy/init/find-kept-address';
import { planInit } from '@sagacity/operations/deploy/init/plan-init';
import { refuseOldData } from '@sagacity/operations/deploy/init/refuse-old-data';
import { refuseProfileSwitch } from '@sagacity/operations/deploy/init/refuse-profile-switch';
import { isNginxRunning } from '@sagacity/operations/deploy/is-running';
import { tlsModes } from '@sagacity/operations/deploy/settings/settings-table';
import { Option } from 'commander';
import colors from 'picocolors';
import type { RegisterCommand } from '../../register-command.ts';
import { askMissing } from './ask-missing.ts';
import { deployCommand, directoryOf, type InitOptions, lockOf, wholeNumber } from './deploy-options.ts';
import { runPlan } from './run-plan.ts';

const help = `
What is written, below --dir: .env (settings, no secret), secrets/ (mode 0700), config/nginx/nginx.conf,
config/sagacity.toml (only when missing). Run again, it changes nothing; with other flags it changes settings
and what follows from them, never a secret. Your own lines and comments in .env stay.

Examples:
  sagacity deploy init --host localhost --tls self-signed
  sagacity deploy init --host stocks.example.com --tls acme --email ops@example.com
  sagacity deploy init --host stocks.lan --tls own --cert chain.pem --key key.pem --https-port 8443`;

export const deployInit: RegisterCommand = (program) => {
  deployCommand(program, 'init', { plans: true })
    .description('Set a deployment up: settings, secrets, certificate, configuration')
    .option('--host <host>', 'name or address that users type (default: localhost)')
    .addOption(new Option('--tls <mode>', 'where the certificate comes from').choices(tlsModes))
    .option('--email <address>', 'for --tls acme: where the authority writes to')
    .option('--acme-server <url>', 'for --tls acme: directory of another authority')
    .option('--cert <file>', 'for --tls own: server certificate, then what signed it, PEM')
    .option('--key <file>', 'for --tls own: private key, PEM')
    .option('--bind <address>', 'address of this machine to listen on (default: 0.0.0.0, all)')
    .option('--http-port <port>', 'published port of HTTP (default: 80)', wholeNumber)
    .option('--https-port <port>', 'published port of HTTPS (default: 443)', wholeNumber)
    .option('--backend <n>', 'replicas of the backend (default: 2)', wholeNumber)
    .option('--worker <n>', 'replicas of the worker (default: 2)', wholeNumber)
    .option('--ha', 'three members of MongoDB, Redis with Sentinel; to be decided before the first up')
    .addOption(new Option('--no-ha').hideHelp().default(undefined))
    .option('--expose', 'databases on 127.0.0.1 of the host; --no-expose takes it back')
    .addOption(new Option('--no-expose').hideHelp().default(undefined))
    .option('--project <name>', 'name of this installation (default: tradingagents)')
    .option('--admin-password-file <file>', 'first password of admin (default: a random one)')
    .option('--directories-only', 'make the directories with their modes, and nothing in them')
    .option('-y, --yes', 'ask nothing; take defaults for what no flag says')
    .addHelpText('after', help)
    .action(async (options: InitOptions) => {
      const dir = directoryOf(options);
      await using _lock = await lockOf(options, 'init');
      const answers = options.directoriesOnly ? {} : await askMissing(dir, options);
      const host = { hostCpus: availableParallelism(), isNginxRunning: await isNginxRunning(dir) };
      const bind = options.bind ?? (await findKeptAddress(dir, options.project));
      const plan = await planInit({ ...options, ...answers, ...host, bind, dir });
      await refuseProfileSwitch(plan);
      await refuseOldData(plan);
      const { settings, files } = plan;
      const result = () => ({ url: settings.PUBLIC_URL, files, notes: plan.notes });
      await runPlan(plan, { ...options, dir, project: settings.COMPOSE_PROJECT_NAME, result });
      if (options.json || options.dryRun) return;
      const changed = files.filter(({ state }) => state !== 'unchanged');
      for (const { path, state } of changed) process.stdout.write(`${state.padEnd(10)} ${path}\n`);
      if (changed.length === 0) process.stdout.write('unchanged: everything is as it should be\n');
      if (options.directoriesOnly) return;
      const isNew = files.some(({ path, state }) => path === 'secrets/admin_password' && state === 'created');
      const signIn = isNew ? `sign in as  admin, with the password in ${dir}/secrets/admin_password\n` : '';
      process.stdout.write(
        `\naddress     ${colors.bold(settings.PUBLIC_URL)}\n${signIn}next        sagacity deploy up\n`,
      );
    });
};
