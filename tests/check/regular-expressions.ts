import { check } from 'recheck';
import { collectPatterns, type Pattern } from './collect-patterns.ts';
import type { CheckStep } from './step.ts';

/** Expressions of quadratic or higher cost over text that is short for another reason. */
const short: Readonly<Record<string, string>> = {
  '(.+?)\\1+$': 'a password, whose length its schema bounds',
  '^[^a-z@$]+|[^a-z@$]+$': 'a password, whose length its schema bounds',
  "index '(.+?)(?:__null)?'$": 'a message of the database about an index of our own',
  '\\B(?=(\\d{3})+$)': 'the digits of one number',
};
const atATime = 2;
const limits = { timeout: 6_000, attackTimeout: 1_000, incubationTimeout: 500 };

async function faultOf({ source, flags, at }: Pattern): Promise<string | null> {
  const found = await check(source, flags, limits);
  if (found.status !== 'vulnerable') return null;
  return `${at}: /${source}/ is ${found.complexity.summary} on ${found.attack.pattern.slice(0, 120)}`;
}

/** No expression that foreign text may meet takes more than linear time; each of `short` is still needed. */
export const regularExpressions: CheckStep = {
  name: 'regular expressions are linear',
  async run() {
    const patterns = new Map(
      (await collectPatterns()).map((each) => [`/${each.source}/${each.flags}`, each]),
    );
    const sources = new Set([...patterns.values()].map(({ source }) => source));
    const faults = Object.keys(short)
      .filter((source) => !sources.has(source))
      .map((source) => `${source} is excused and not there any more`);
    const waiting = [...patterns.values()].filter(({ source }) => !(source in short));
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const fault = await faultOf(next);
        if (fault) faults.push(fault);
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
    if (!(await faultOf({ source: '^(?:1|12|2)+x', flags: '', at: 'planted' })))
      faults.push('an exponential expression is not found');
    return faults;
  },
};
