// Runs before every module: zod compiles validators while its schemas are made, which would need `unsafe-eval` in the page's policy.
globalThis.__zod_globalConfig = { jitless: true };
