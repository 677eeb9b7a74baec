import type { Fact } from '@sagacity/contracts/facts';
import { isoDaySchema } from '@sagacity/contracts/facts';
import { z } from 'zod';
import { factsTable } from '../facts-table.ts';
import type { Tool, ToolContext } from './port.ts';

const mostRows = 20;
const args = z.object({ to: isoDaySchema.optional(), days: z.int().min(1).max(mostRows).default(10) });
const columns = [
  ['close', 'price', 2, '收盘价', 'Close'],
  ['high', 'price', 2, '最高价', 'High'],
  ['low', 'price', 2, '最低价', 'Low'],
  ['volume', 'shares', 0, '成交量', 'Volume'],
] as const;

export const getBars: Tool = {
  name: 'get_bars',
  description: `Daily bars (close, high, low, volume), at most ${mostRows} up to a day. Each value has a fact id to cite.`,
  parameters: {
    type: 'object',
    properties: {
      to: { type: 'string', description: 'YYYY-MM-DD; default: the last day known' },
      days: { type: 'integer', minimum: 1, maximum: mostRows },
    },
    additionalProperties: false,
  },
  run(input, context) {
    const { to, days } = args.parse(input);
    const { bars } = context.view.snapshot;
    const until = to === undefined ? bars.day.length : bars.day.findLastIndex((day) => day <= to) + 1;
    const rows = bars.day.slice(Math.max(0, until - days), until);
    const facts = rows.flatMap((day, i) => barFacts(context, day, Math.max(0, until - days) + i));
    for (const fact of facts) context.found.set(fact.id, fact);
    return facts.length > 0 ? factsTable(facts, context.view.language) : 'There are no bars up to that day.';
  },
};

/** The values of one bar as facts, `bar.2024-06-28.close` and so on. */
function barFacts({ view: { snapshot } }: ToolContext, day: string, row: number): Fact[] {
  const provider = snapshot.facts.find(({ id }) => id === 'market.close')?.source.provider ?? 'bars';
  return columns.map(([name, unit, digits, zh, en]) => ({
    id: `bar.${day}.${name}`,
    group: 'market',
    label: { zh: `${day} ${zh}`, en: `${en} on ${day}` },
    value: snapshot.bars[name][row]!,
    unit,
    digits,
    ...(unit === 'price' ? { currency: snapshot.instrument.currency } : {}),
    asOf: day,
    source: { provider, dataset: 'bars', from: day, to: day },
  }));
}
