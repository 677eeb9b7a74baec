import { z } from 'zod';
import { factRow } from '../facts-table.ts';
import type { Tool } from './port.ts';

const args = z.object({ id: z.string() });

export const getFact: Tool = {
  name: 'get_fact',
  description: 'One fact by id, with its source and formula.',
  parameters: {
    type: 'object',
    properties: { id: { type: 'string' } },
    required: ['id'],
    additionalProperties: false,
  },
  run(input, { view, found }) {
    const { id } = args.parse(input);
    const fact = view.facts.get(id) ?? found.get(id);
    if (!fact) return `There is no fact "${id}". list_facts shows those there are.`;
    const { provider, dataset, formula } = fact.source;
    return `${factRow(fact, view.language)}\nsource: ${provider}, ${dataset}${formula ? `\nformula: ${formula}` : ''}`;
  },
};
