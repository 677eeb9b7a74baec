import { block } from './block.ts';

/** Whether nginx itself runs, for the container's health check: says nothing of what is behind it. */
export const ownHealth = block(
  'location = /nginx-health',
  'access_log off;',
  'default_type text/plain;',
  'return 200 "ok\\n";',
);
