const shared = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
shared.__zod_globalConfig ??= {};
/** Compiled validators would need `unsafe-eval` in the page's security policy. Set on the object zod holds, whichever loads first. */
shared.__zod_globalConfig.jitless = true;
