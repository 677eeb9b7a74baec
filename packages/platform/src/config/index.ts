export { describeConfig } from './describe-config.ts';
export { forbidTracing } from './forbid-tracing.ts';
export { type LoadConfigOptions, loadConfig } from './load-config.ts';
export { renderConfigReference } from './render-config-reference.ts';
export { renderEnvExample } from './render-env-example.ts';
export { secret, section } from './section.ts';
export { type Config, configTree } from './tree.ts';
