export { createHealth, type Health, type HealthCheck, type HealthOptions } from './create-health.ts';
