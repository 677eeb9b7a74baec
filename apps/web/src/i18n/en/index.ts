import common from './common.ts';
import error from './error.ts';
import home from './home.ts';
import importing from './importing.ts';
import instrument from './instrument.ts';
import report from './report.ts';
import research from './research.ts';
import run from './run.ts';
import settings from './settings.ts';
import shell from './shell.ts';
import signIn from './sign-in.ts';
import title from './title.ts';
import words from './words.ts';

export default {
  common,
  error,
  home,
  importing,
  instrument,
  report,
  research,
  run,
  settings,
  shell,
  signIn,
  title,
  ...words,
};
