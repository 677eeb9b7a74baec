/** Imported before any schema: compiled validators would need `unsafe-eval` in the page's security policy. */
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
