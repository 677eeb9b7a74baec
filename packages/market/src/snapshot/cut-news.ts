import type { NewsItem } from '@sagacity/contracts/instruments';

/** Whoever reads news reads at most this much of an item: characters of its title, summary and source. */
const most = { title: 300, summary: 2_000, source: 100 };

/** What is longer than allowed ends in an ellipsis, so that a reader sees that it was cut. */
const cut = (text: string, length: number): string =>
  text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;

const cutBoth = ({ zh, en }: NewsItem['title'], length: number): NewsItem['title'] => ({
  ...(zh === undefined ? {} : { zh: cut(zh, length) }),
  ...(en === undefined ? {} : { en: cut(en, length) }),
});

/** A news item as a vendor gave it, with its texts bounded. */
export const cutNews = (item: NewsItem): NewsItem => ({
  ...item,
  title: cutBoth(item.title, most.title),
  summary: cutBoth(item.summary, most.summary),
  source: cut(item.source, most.source),
});
