export { type CopyMark, copyMarkEntity, copyMarks, findMark } from './documents.ts';
export { refuseUnfinishedCopy } from './refuse-unfinished-copy.ts';
