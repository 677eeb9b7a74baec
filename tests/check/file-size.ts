import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type CheckStep, root } from './step.ts';

export const maxLines = 400;
export const medianGoal = 80;
const isSource = /\.(ts|vue|mjs)$/;
const isGenerated = /\.gen\.ts$/;

export const tooLong = (file: string, text: string): string[] => {
  const lines = text.split('\n').length - 1;
  return lines > maxLines ? [`${file} has ${lines} lines, more than ${maxLines}: split it by verb`] : [];
};

/** No source file over the ceiling, and the median of what is not a test under the goal. */
export const fileSize: CheckStep = {
  name: 'file size',
  run: () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\n')
      .filter((file) => isSource.test(file) && !isGenerated.test(file));
    const texts = files.flatMap((file) => {
      try {
        return [{ file, text: readFileSync(`${root}/${file}`, 'utf8') }];
      } catch {
        return []; // listed by git but deleted in the work tree
      }
    });
    const sizes = texts
      .filter(({ file }) => !/\.(test|conformance)\.ts$|^tests\//.test(file))
      .map(({ text }) => text.split('\n').length - 1)
      .sort((a, b) => a - b);
    const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
    const faults = texts.flatMap(({ file, text }) => tooLong(file, text));
    if (median >= medianGoal)
      faults.push(`the median source file has ${median} lines, the goal is under ${medianGoal}`);
    if (tooLong('planted.ts', 'x\n'.repeat(maxLines + 1)).length === 0)
      faults.push('the ceiling does not find a file that is too long');
    return faults;
  },
};
