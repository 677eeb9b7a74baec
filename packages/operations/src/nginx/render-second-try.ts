import { block } from './block.ts';

const name = '@second_try';

/** Where a request goes that got no answer. */
export const secondTryPage = `recursive_error_pages on;\nerror_page 502 504 = ${name};`;

/** What became of a request without an answer, by method, statuses and connection times of all attempts; read anew after each. */
export const outcomeMap: string = [
  '# Of a request without an answer: late (a read, harmless), slow (somebody may be at work on it still), lost (it may have been done), or nothing was done.',
  block(
    'map "$request_method|$upstream_status|$upstream_connect_time" $outcome',
    'volatile;',
    'default "";',
    String.raw`"~^(GET|HEAD)\|[^|]*504\|(.*[ ,])?[0-9.]+$" late;`,
    String.raw`"~504\|(.*[ ,])?[0-9.]+$" slow;`,
    String.raw`"~^(GET|HEAD)\|" "";`,
    String.raw`"~\|[^|]*\|.*[0-9]" lost;`,
  ),
].join('\n');

/**
 * nginx gives up when its list of replicas changes under a request that it is about to send to the next one, which is what happens when
 * a replica dies. What was not done is looked up once more in the list as it is now.
 */
export const secondTry: string = block(
  `location ${name}`,
  'error_page 502 504 = @no_answer;',
  'if ($outcome) { return 502; }',
  'proxy_pass http://backend;',
);
