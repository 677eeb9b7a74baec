import { toMarkdown } from '@sagacity/research';
import type { Ctx, FileReply } from '../context.ts';
import { getReport } from './get-report.ts';

/** The report as Markdown for people, or JSON with everything in it. */
export async function exportReport(
  ctx: Ctx,
  input: { id: string; format: 'markdown' | 'json' },
): Promise<FileReply> {
  const report = await getReport(ctx, input);
  const base = `${report.instrument.id.replace(/[^A-Za-z0-9]+/g, '-')}-${report.asOf}-${report.runId}`;
  return input.format === 'json'
    ? { fileName: `${base}.json`, contentType: 'application/json', content: JSON.stringify(report, null, 2) }
    : {
        fileName: `${base}.md`,
        contentType: 'text/markdown; charset=utf-8',
        content: toMarkdown(report),
      };
}
