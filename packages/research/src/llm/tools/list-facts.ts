import { factGroupSchema } from '@sagacity/contracts/facts';
import { z } from 'zod';
import { factsTable } from '../facts-table.ts';
import type { Tool } from './port.ts';

const args = z.object({ group: factGroupSchema.optional() });

export const listFacts: Tool = {
  name: 'list_facts',
  description: 'The facts you may cite, of one group or of all.',
  parameters: {
    type: 'object',
    properties: { group: { type: 'string', enum: factGroupSchema.options } },
    additionalProperties: false,
  },
  run(input, { view }) {
    const { group } = args.parse(input);
    const facts = [...view.facts.values()].filter((fact) => group === undefined || fact.group === group);
    return facts.length > 0 ? factsTable(facts, view.language) : 'There are none.';
  },
};
