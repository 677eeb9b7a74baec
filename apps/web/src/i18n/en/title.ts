export default {
  signIn: 'Sign in',
  firstPassword: 'New password',
  notFound: 'Page not found',
  home: 'Home',
  newResearch: 'New research',
  runs: 'Runs',
  run: 'Run',
  report: 'Report',
  instruments: 'Instruments',
  instrument: 'Instrument',
  import: 'Import data',
  settings: 'Settings',
};
