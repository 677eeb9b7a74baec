export {
  createHealth,
  type Health,
  type HealthCheck,
  type HealthFinding,
  type HealthOptions,
} from './create-health.ts';
