export { type CopyMark, copyMarks, findMark } from './documents.ts';
export { refuseUnfinishedCopy } from './refuse-unfinished-copy.ts';
