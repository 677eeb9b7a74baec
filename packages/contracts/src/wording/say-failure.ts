import type { Language } from '../facts.ts';
import { fillPattern, type Pattern, placesIn } from './fill-pattern.ts';
import { sayDetail } from './say-detail.ts';
import { sayFault } from './say-fault.ts';

/** Why a run or a step failed, as the program says it. What a vendor said in its own words stays as it came. */
const patterns: readonly Pattern[] = [
  ['The run was cancelled.', '研究已取消。'],
  ['the run was cancelled', '研究已取消'],
  ['stopped, as another step failed', '另一个步骤失败，因此停止'],
  ['stopped, as {} failed', '步骤 {0} 失败，因此停止'],
  ['The run took longer than its limit of {} ms.', '研究超过了 {0} 毫秒的时限。'],
  ['The run has ended; what came later is not kept.', '研究已经结束，之后的内容没有保留。'],
  ['gave up after {} attempts: {}', '尝试 {0} 次后放弃：{1}'],
  ['no reason given', '没有给出原因'],
  ['{} did not answer within {} ms.', '{0} 在 {1} 毫秒内没有回答。'],
  [
    '{} did not answer as "{}" in the form asked for, twice: {}. Choose a more capable model.',
    '{0} 两次都没有按要求的格式以“{1}”的身份回答：{2}。请选择能力更强的模型。',
  ],
  [
    'The run uses the llm engine and names no model; choose one in the run form.',
    '这次研究使用大语言模型，却没有指定模型；请在表单中选择。',
  ],
  [
    'No model is chosen for this run; choose one under Settings, Models.',
    '这次研究没有选定模型；请在“设置 → 模型”中选择。',
  ],
  [
    'Model {}: no such vendor is configured. Add it under Settings, Models.',
    '模型 {0}：没有配置这个供应商。请在“设置 → 模型”中添加。',
  ],
  [
    'Model {}: its vendor is switched off. Add it under Settings, Models.',
    '模型 {0}：供应商已停用。请在“设置 → 模型”中启用。',
  ],
  ['{} ended its reply without text or tool call.', '{0} 的回答没有内容。'],
  ['{} answered 429: too many requests for its plan.', '{0} 拒绝：超过了套餐允许的请求数（429）。'],
  [
    '{} refused the key ({}); check the vendor in the settings.',
    '{0} 拒绝了密钥（{1}）；请在设置中检查该供应商。',
  ],
  [
    '{} refused the key ({}) when {} was asked; enter another one under Settings, Models.',
    '向 {2} 提问时，{0} 拒绝了密钥（{1}）；请在“设置 → 模型”中另填一个。',
  ],
  [
    '{} does not know the model or path ({}); check the vendor in the settings.',
    '{0}：供应商不认识这个模型或路径（{1}）；请在设置中检查。',
  ],
  [
    "The next model call could use {} tokens and {}; {} tokens and {} are left of the run's budget. Raise the budget, or choose a cheaper model or a smaller depth.",
    '下一次调用可能用去 {0} 个词元和 {1}；研究的预算只剩 {2} 个词元和 {3}。请提高预算，或选择更便宜的模型、更小的深度。',
  ],
  ['{} failed with {}: {}', '{0} 出错（{1}）：{2}'],
  ['{} failed: {}', '{0} 出错：{1}'],
  [
    'No bars of {} up to {} ({}). Import a CSV file or enable a data source for this market.',
    '{0} 截至 {1} 没有行情（{2}）。请导入 CSV 文件，或为该市场启用数据源。',
  ],
  ['Bars of {}: {}.', '{0} 的行情：{1}。'],
  [
    'The run was planned with the agent "{}", which this version does not have: start a new run.',
    '这次研究的计划中有智能体“{0}”，本版本没有它：请重新开始一次研究。',
  ],
  [
    'The plan of the run cannot be followed at "{}": start a new run.',
    '这次研究的计划在“{0}”处无法执行：请重新开始一次研究。',
  ],
  [
    '{}: the address is private or local. Allow private addresses under Settings, Models, or set SAGACITY_LLM_ALLOW_PRIVATE_ADDRESSES=true (llm.allowPrivateAddresses).',
    '{0} 是内网或本机地址。请在“设置 → 模型”中允许内网地址，或设置 SAGACITY_LLM_ALLOW_PRIVATE_ADDRESSES=true（llm.allowPrivateAddresses）。',
  ],
  [
    'Nothing was imported for {}: {} fault, the first in {}. Correct the file and import it again.',
    '{0} 没有导入任何数据：共 {1} 处错误，第一处在 {2}。请更正文件后重新导入。',
  ],
  [
    'Nothing was imported for {}: {} faults, the first in {}. Correct the file and import it again.',
    '{0} 没有导入任何数据：共 {1} 处错误，第一处在 {2}。请更正文件后重新导入。',
  ],
  ['run {} is {}: cancel it first', '研究 {0} 尚未结束，请先取消'],
  ['run {} is {}: there is nothing to cancel', '研究 {0} 已经结束，没有可以取消的'],
  ['run {} is {}: only failed or cancelled runs can be retried', '研究 {0} 没有失败也没有取消，不能重试'],
];

/** What is wrong with an answer of a model. */
const formFaults: readonly Pattern[] = [
  [
    'the answer is longer than {} characters and was cut there: write less',
    '回答超过 {0} 个字符，在该处被截断',
  ],
  ['the JSON block has no "decision"', 'JSON 块中没有 "decision"'],
  ['evidence {} cites facts that do not exist: {}', '第 {0} 条证据引用了不存在的事实：{1}'],
  ['the text has no part under the heading "## section:{}"', '正文缺少标题“## section:{0}”下的部分'],
  ['there is no ```json block at the end', '末尾没有 ```json 块'],
  ['the JSON block cannot be read: {}', 'JSON 块无法读取：{0}'],
  ['JSON at {}: {}', 'JSON 的 {0} 处：{1}'],
  [
    'decision.{} needs ids of facts that are prices; "{}" is no fact',
    'decision.{0} 需要价格类事实的 id，“{1}”不是事实',
  ],
  [
    'decision.{} needs ids of facts that are prices; "{}" is {}',
    'decision.{0} 需要价格类事实的 id，“{1}”是 {2}',
  ],
];

/** A line of a file, in the message that refuses the file. */
function sayPlaceOfFault(place: string): string | undefined {
  const found = placesIn(place, '{} line {}: {} "{}" {}');
  if (!found) return undefined;
  const [file, line, column, value, reason] = found;
  return `${file} 第 ${line} 行：${column} "${value}" ${sayFault(reason ?? '', 'zh')}`;
}

/** Several faults stand in one place; one of them holds a semicolon itself. */
const betweenFaults = /; (?!"[^"]*" is )/;

function sayPlace(place: string): string {
  const line = sayPlaceOfFault(place);
  if (line !== undefined) return line;
  const faults = place.split(betweenFaults).map((each) => fillPattern(each, formFaults));
  return faults.includes(undefined) ? sayDetail(place, 'zh') : faults.join('；');
}

/** The message of a failure in the reader's language. */
export const sayFailure = (message: string, language: Language): string =>
  language === 'en' ? message : (fillPattern(message, patterns, sayPlace) ?? sayDetail(message, language));
