import { defineFeature } from '../define-feature.ts';
import { greetingJobs, greetingSections } from './deliver-greetings.ts';
import { greetings } from './documents.ts';
import { greetingActions, sendGreeting } from './send-greeting.ts';

export const greetingsFeature = defineFeature({
  name: 'greetings',
  entities: [greetings],
  handlers: (services) => ({
    sendGreeting: (ctx, { body }) => sendGreeting({ ...services, ...ctx }, body),
    listGreetings: async ({ store }) => {
      const found = await store.collection(greetings).find({});
      return { items: found.map(({ _id: id, ...rest }) => ({ id, ...rest })), next: null };
    },
  }),
  streams: { greeting: async () => {} },
  jobs: [greetingJobs],
  schedules: ({ store, actor }) => [
    {
      name: `${actor.kind}-greetings`,
      cron: '0 9 * * 1-5',
      zone: 'Asia/Shanghai',
      round: async () => {
        await store.collection(greetings).deleteMany({ isDelivered: true });
      },
    },
  ],
  checks: () => [{ name: 'greetings', needed: false, check: async () => ({ note: 'polite' }) }],
  config: greetingSections,
  audit: greetingActions,
});
