import { createRequire } from 'node:module';
import type { Language } from '@sagacity/contracts/facts';
import { zhIntensifiers, zhLexicon, zhNegations } from '../lexicon/zh.ts';

const articles = new Set(['a', 'an', 'the']);

interface Cutter {
  cut(text: string, hmm?: boolean): string[];
}
let cutter: Cutter | undefined;

/** Loaded at the first Chinese text: the dictionary takes about a third of a second. `require` because rules are synchronous. */
function jieba(): Cutter {
  if (cutter) return cutter;
  const require = createRequire(import.meta.url);
  const { Jieba } = require('@node-rs/jieba') as typeof import('@node-rs/jieba');
  const { dict } = require('@node-rs/jieba/dict') as typeof import('@node-rs/jieba/dict.js');
  const made = Jieba.withDict(dict);
  const words = [...Object.keys(zhLexicon), ...zhNegations, ...Object.keys(zhIntensifiers)];
  made.loadDict(Buffer.from(words.map((word) => `${word} 100000 n`).join('\n')));
  cutter = made;
  return made;
}

/** Words of a text in order, without articles; sentence ends stay as single marks, so that a negation does not reach past them. */
export function cutWords(text: string, language: Language): string[] {
  if (language === 'zh')
    return jieba()
      .cut(text, true)
      .filter((word) => word.trim() !== '');
  const words = text.toLowerCase().match(/[a-z]+(?:['’-][a-z]+)*|[.!?;,:]/g) ?? [];
  return words.filter((word) => !articles.has(word));
}
