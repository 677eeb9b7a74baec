import { block } from './block.ts';
import { answerPage } from './render-answers.ts';

const name = '@second_try';

/** Where a request goes for which no replica was left, in place of the answer that none answers. */
export const secondTryPage = `error_page 502 = ${name};`;

/**
 * nginx gives up with "no live upstreams" when the list of replicas changes under a request that it sends to the next one, which is what
 * happens when a replica dies. Reads are looked up once more in the list as it is now; anything else may have been done already.
 */
export const secondTry: string = block(
  `location ${name}`,
  'recursive_error_pages on;',
  answerPage('@not_ready'),
  answerPage('@too_slow'),
  'if ($request_method !~ ^(GET|HEAD)$) { return 502; }',
  'proxy_pass http://backend;',
);
