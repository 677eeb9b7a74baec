export * from './bar-series.ts';
export * from './clock.ts';
export * from './days.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './instrument/index.ts';
export * from './plain-form.ts';
export * from './secret.ts';
