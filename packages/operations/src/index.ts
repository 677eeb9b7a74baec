export { runChecks } from './deploy/checks/run-checks.ts';
export { initDeployment } from './deploy/init/init-deployment.ts';
export { composeEnv } from './deploy/settings/read-settings.ts';
export { readStatus } from './deploy/stack/read-status.ts';
