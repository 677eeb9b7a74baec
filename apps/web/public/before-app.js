// A plain script that runs before every module. zod compiles validators while its schemas are made, which would need `unsafe-eval`
// in the page's policy.
globalThis.__zod_globalConfig = { jitless: true };

// The words of index.html go when the app stands; until then a script or style that fails shows them at once.
function showWords() {
  document.getElementById('words')?.classList.add('shown');
}
addEventListener('error', showWords, true);
addEventListener('unhandledrejection', showWords);
