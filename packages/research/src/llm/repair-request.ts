import type { Language } from '@sagacity/contracts/facts';

const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');

/** Asks for the whole answer again because its form is wrong. */
export const formRepair = (faults: readonly string[], language: Language): string =>
  language === 'zh'
    ? `回答的格式不对：\n${list(faults)}\n请按规定的格式重新写出完整的回答。`
    : `The form of the answer is wrong:\n${list(faults)}\nWrite the whole answer again in the form asked for.`;

/** Asks for the whole answer again because numbers in it follow from no fact. */
export const numberRepair = (unsourced: readonly string[], language: Language): string =>
  language === 'zh'
    ? `下列数字找不到来源：\n${list(unsourced)}\n请重新写出完整的回答：用 [[编号]] 引用事实，或删去这些数字。仍无来源的数字会被划掉。`
    : `These numbers follow from no fact:\n${list(unsourced)}\nWrite the whole answer again: cite facts as [[fact-id]], or leave these numbers out. Numbers still without a source will be struck.`;
