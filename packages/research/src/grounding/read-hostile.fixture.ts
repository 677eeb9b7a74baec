import { parseAnswer } from '../llm/parse-answer.ts';
import { visibleText } from '../llm/visible-text.ts';
import { showCitations } from '../report/show-citations.ts';
import { agentOf } from '../roster/index.ts';
import { eventTypeOf } from '../rules/lexicon/events.ts';
import { scoreText } from '../rules/news/score-text.ts';
import { ground } from './ground.ts';
import { readScenes } from './labelled/read-labelled.ts';

/** What a model or a headline may be full of. */
const pieces = [
  ...[
    '1',
    '1,',
    '1.',
    '1 ',
    '1\n',
    '1.\n',
    '1%',
    '|7|',
    '20-',
    '20,',
    '20 and ',
    '$',
    '%',
    ' ',
    '\n',
    '\t',
    '\r',
  ],
  ...['[', '[[', '[[a', '(', '(1', '"', '“', '“a', '《', '`', '```', '```json\n', '## section:', '<', '<b>'],
  ...['&', '&amp;', '&#x39;', '&amp;#x39;', '９', '⁹', '①', '② ', '𝟗', '9\u200b', '9*', '*', '**', '\\.'],
  ...['# 1', '# a 1 ', '#\t\r', 'a', 'a-', 'A-', 'A1.', 'a1a-', 'aa(', 'one ', 'one hundred ', 'twenty-'],
  ...['一', '一百', '一百点', '百分之一', '壹', '2020年', '2020-01-01 ', 'Q1 2015 ', '第1', '20 日', '约 '],
  ...['price ', 'price 7 ', 'close 12.5% above MA20 ', 'MA5、', '2 ATR ', 'from ', 'to the ', '高于 ', '的'],
  ...['ﷺ', '㍿', 'e\u0301', '\u0301', '\ud835', `7${' '.repeat(500)}`, `to${' '.repeat(500)}5%`],
];
const facts = readScenes().get('us') ?? new Map();
const agent = agentOf('market');

function read(text: string): void {
  ground(text, facts, 'en');
  parseAnswer(text, agent, facts);
  visibleText(() => {})(text, 1);
  showCitations(text, facts, 'zh');
  for (const language of ['zh', 'en'] as const) {
    scoreText(text, language);
    eventTypeOf(text, language);
  }
}

read(`Up ${'1'.repeat(84)} points`);
read('9'.repeat(72));
for (const piece of pieces) read(piece.repeat(Math.ceil(24_000 / piece.length)));
for (const piece of ['1', '1%', '20-', ' ', '&amp;'])
  ground(piece.repeat(Math.ceil(1_000_000 / piece.length)), facts, 'en');
process.stdout.write('read');
