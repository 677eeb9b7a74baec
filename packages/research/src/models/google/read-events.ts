import { AppError } from '@sagacity/kernel';

/** More than any event of an answer that is read. */
const mostEventChars = 1_000_000;

/** The JSON of each event of a stream of server-sent events. Throws UPSTREAM_FAILED for what is none. */
export async function* readEvents(body: ReadableStream<Uint8Array>, ref: string): AsyncGenerator<unknown> {
  const bad = (why: string) =>
    new AppError('UPSTREAM_FAILED', `${ref} sent an event that ${why}.`, { model: ref });
  let lines: string[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  const parse = (): unknown[] => {
    const data = lines.join('\n');
    lines = [];
    if (data.trim() === '') return [];
    try {
      return [JSON.parse(data)];
    } catch {
      throw bad('is no JSON');
    }
  };
  const take = function* (line: string): Generator<unknown> {
    if (line === '') yield* parse();
    else if (line.startsWith('data:')) lines.push(line.slice(5));
  };
  for await (const chunk of body) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = pieces.pop() ?? '';
    if (rest.length > mostEventChars) throw bad('is too long');
    for (const line of pieces) yield* take(line);
  }
  yield* take(rest);
  yield* parse();
}
