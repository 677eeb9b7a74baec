import { block } from './block.ts';

const name = '@second_try';

/** Where a request goes for which no replica was left, in place of the answer that none answers; that one follows if it has to. */
export const secondTryPage = `recursive_error_pages on;\nerror_page 502 = ${name};`;

/**
 * nginx gives up with "no live upstreams" when the list of replicas changes under a request that it sends to the next one, which is what
 * happens when a replica dies. Reads are looked up once more in the list as it is now; anything else may have been done already.
 */
export const secondTry: string = block(
  `location ${name}`,
  '# A container that is gone refuses nothing, it is silent.',
  'error_page 502 504 =503 @not_ready;',
  'if ($request_method !~ ^(GET|HEAD)$) { return 502; }',
  'proxy_pass http://backend;',
);
