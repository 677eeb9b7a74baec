import type { Language } from '../facts.ts';
import { fillPattern, type Pattern } from './fill-pattern.ts';

/** What a component says of itself. */
const patterns: readonly Pattern[] = [
  ['does not take runs yet', '尚未开始接受研究'],
  ['takes up to {} runs at a time', '最多同时执行 {0} 项研究'],
  [
    '{} runs wait, there is room for {}, and none is taken',
    '有 {0} 项研究在等待，还能执行 {1} 项，却没有一项被取走',
  ],
  ['the scheduler has not begun', '定时任务尚未开始'],
  ['leads', '由本进程主持'],
  ['another process leads', '由另一个进程主持'],
  ['no answer within {} ms', '{0} 毫秒内没有回答'],
  ['{} MB left in {}; make room', '{1} 只剩 {0} MB；请腾出空间'],
  ['{} MB left in {}', '{1} 只剩 {0} MB'],
  [
    'Redis uses {} % of its {} MB, and refuses writes at 100 %; give it more (REDIS_MAXMEMORY)',
    'Redis 已用去 {1} MB 中的 {0}%，用满后拒绝写入；请增加内存（REDIS_MAXMEMORY）',
  ],
  ['{}: Redis does not answer ({})', '{0}：Redis 没有回答（{1}）'],
  ['{}: Redis refuses ({})', '{0}：Redis 拒绝（{1}）'],
  ['MongoDB has no disk space left; make room on its volume', 'MongoDB 的磁盘已满；请在其卷上腾出空间'],
  ['MongoDB refuses its user; check the credentials', 'MongoDB 拒绝了用户；请检查凭据'],
  ['MongoDB fails; its log says why', 'MongoDB 出错；原因见其日志'],
  [
    'MongoDB does not answer or has no primary; what needs it works again when it is back',
    'MongoDB 没有回答，或没有主节点；恢复后相关功能会自行恢复',
  ],
  ['the disk does not keep up with the log; {} line lost', '磁盘跟不上日志；丢失 {0} 行'],
  ['the disk does not keep up with the log; {} lines lost', '磁盘跟不上日志；丢失 {0} 行'],
  ['{}; {} line lost', '{0}；丢失 {1} 行'],
  ['{}; {} lines lost', '{0}；丢失 {1} 行'],
];

/** The detail of a component's health in the reader's language; an operating system's own words stay as they came. */
export const sayHealth = (detail: string, language: Language): string =>
  language === 'en' ? detail : (fillPattern(detail, patterns) ?? detail);
